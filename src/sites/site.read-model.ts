import { Injectable } from '@nestjs/common';
import { keyIn, pageOf, type Page } from '../platform/http/cursor';
import { type Site } from './site.entity';
import { SiteStore } from './site.store';

const SLUG = /^[a-z0-9-]{2,40}$/;

/** What is asked about sites. */
@Injectable()
export class SiteReadModel {
  constructor(private readonly sites: SiteStore) {}

  /** All sites by slug. Throws `validation-failed` for a cursor that is none. */
  async page(limit: number, cursor: string | undefined): Promise<Page<Site>> {
    const rows = await this.sites.list(limit + 1, keyIn(cursor, SLUG) ?? '');
    return pageOf(rows, limit, (site) => site.slug);
  }

  /** Throws `site-not-found`. */
  get(slug: string): Promise<Site> {
    return this.sites.getBySlug(slug);
  }
}
