import { Injectable } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { Entrances } from '../../signup-urls';
import { type PageSite, PageSites } from '../shared/page-site';

/** Where somebody comes in: a site's own form, or a sign-up URL. */
export interface SignUpEntrance {
  readonly site: PageSite;
  /** Undefined: the site's own form. */
  readonly signupUrlKey: string | undefined;
  /** Of the form's page, beginning with a slash. */
  readonly path: string;
}

export interface SignUpAddress {
  readonly site?: string;
  readonly key?: string;
}

@Injectable()
export class SignUpEntrances {
  constructor(
    private readonly entrances: Entrances,
    private readonly sites: PageSites,
  ) {}

  /** Throws `site-not-found`, `signup-url-not-valid`. */
  async find(request: FastifyRequest, { site: slug, key }: SignUpAddress): Promise<SignUpEntrance> {
    if (key === undefined) {
      const site = await this.sites.bySlug(request, slug ?? '');
      return { site, signupUrlKey: undefined, path: `/s/${site.slug}/sign-up` };
    }
    const { group } = await this.entrances.openAnywhere(key);
    const site = await this.sites.byId(request, group.siteId);
    return { site, signupUrlKey: key, path: `/r/${encodeURIComponent(key)}` };
  }
}
