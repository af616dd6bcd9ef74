import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { insertIfNew } from '../platform/database/insert-if-new';
import { findLocked } from '../platform/database/locks';
import { type Tx } from '../platform/database/transactions';
import { DomainError } from '../platform/problem/domain-error';
import { Site } from './site.entity';

@Injectable()
export class SiteStore {
  constructor(private readonly dataSource: DataSource) {}

  /** Throws `site-slug-taken` when another site has the slug. */
  async add(tx: Tx, site: Site): Promise<void> {
    if (!(await insertIfNew(tx, Site, site))) {
      throw new DomainError('site-slug-taken', `There is a site “${site.slug}” already.`, { slug: site.slug });
    }
  }

  save(tx: Tx, { id, ...site }: Site): Promise<unknown> {
    return tx.update(Site, { id }, site);
  }

  /** Throws `site-not-found`. */
  async getLocked(tx: Tx, slug: string): Promise<Site> {
    return present(await findLocked(tx, Site, { slug }));
  }

  /** Throws `site-not-found`. */
  async getByIdLocked(tx: Tx, id: string): Promise<Site> {
    return present(await findLocked(tx, Site, { id }));
  }

  /** Throws `site-not-found`. */
  async getBySlug(slug: string): Promise<Site> {
    return present(await this.dataSource.manager.findOneBy(Site, { slug }));
  }

  /** Throws `site-not-found`. */
  async getById(id: string): Promise<Site> {
    return present(await this.dataSource.manager.findOneBy(Site, { id }));
  }

  /** All sites by slug, at most `limit` after `afterSlug`. */
  list(limit: number, afterSlug: string): Promise<Site[]> {
    return this.dataSource.manager
      .createQueryBuilder(Site, 'site')
      .where('site.slug > :afterSlug', { afterSlug })
      .orderBy('site.slug')
      .limit(limit)
      .getMany();
  }

  async isEmpty(): Promise<boolean> {
    return !(await this.dataSource.manager.exists(Site));
  }
}

function present(site: Site | null): Site {
  if (site === null) {
    throw new DomainError('site-not-found', 'There is no such site.');
  }
  return site;
}
