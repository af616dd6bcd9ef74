import { Injectable } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { type Locale } from '../../platform/i18n';
import { type RegistrationSettings, RegistrationSettingsStore } from '../../registration-settings';
import { type Site, SiteStore } from '../../sites';

/** What a page shows of the site it belongs to. */
export interface PageSite {
  readonly slug: string;
  readonly name: string;
  /** Address of the logo, from this service; null: the name alone. */
  readonly logoUrl: string | null;
  /** `#rrggbb`; null: the usual one. */
  readonly accentColour: string | null;
  readonly links: {
    readonly terms: string | null;
    readonly privacy: string | null;
    readonly contact: string | null;
  };
  /** The site's own language, for who reads none of those there are. */
  readonly locale: Locale;
  /** IANA name; moments are shown in it. */
  readonly timeZone: string;
  readonly logInUrl: string | null;
  /** Origins whose pages may show this one in a frame. */
  readonly framedBy: readonly string[];
}

/** Sites as pages show them. */
@Injectable()
export class PageSites {
  private readonly noted = new WeakMap<FastifyRequest, PageSite>();

  constructor(
    private readonly sites: SiteStore,
    private readonly settings: RegistrationSettingsStore,
  ) {}

  /** Throws `site-not-found`. */
  async bySlug(request: FastifyRequest, slug: string): Promise<PageSite> {
    return this.note(request, await this.sites.getBySlug(slug));
  }

  /** Throws `site-not-found`. */
  async byId(request: FastifyRequest, id: string): Promise<PageSite> {
    return this.note(request, await this.sites.getById(id));
  }

  /** The site that the request turned out to be about, so that what goes wrong then looks like the site, too. */
  notedFor(request: FastifyRequest): PageSite | null {
    return this.noted.get(request) ?? null;
  }

  private async note(request: FastifyRequest, site: Site): Promise<PageSite> {
    const pageSite = pageSiteOf(site, await this.settings.get(site.id));
    this.noted.set(request, pageSite);
    return pageSite;
  }
}

function pageSiteOf({ slug, name }: Site, { locale, timeZone, logInUrl }: RegistrationSettings): PageSite {
  const links = { terms: null, privacy: null, contact: null };
  return { slug, name, logoUrl: null, accentColour: null, links, locale, timeZone, logInUrl, framedBy: [] };
}
