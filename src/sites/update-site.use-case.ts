import { Injectable } from '@nestjs/common';
import { Transactions } from '../platform/database/transactions';
import { changesBetween, type HistoryActor, SiteHistory } from '../site-history';
import { type Site } from './site.entity';
import { siteFields } from './site-fields';
import { SiteStore } from './site.store';

export interface SiteChange {
  readonly name?: string | undefined;
  readonly registrationAvailable?: boolean | undefined;
}

/**
 * The operator renames a site, or makes registration available to it, or
 * withdraws it: new applications stop at once. What really changed is in the
 * site's history.
 */
@Injectable()
export class UpdateSite {
  constructor(
    private readonly sites: SiteStore,
    private readonly history: SiteHistory,
    private readonly transactions: Transactions,
  ) {}

  /** Throws `site-not-found`. */
  execute(slug: string, change: SiteChange, by: HistoryActor): Promise<Site> {
    return this.transactions.run(async (tx) => {
      const site = await this.sites.getLocked(tx, slug);
      const changed: Site = {
        ...site,
        name: change.name ?? site.name,
        registrationAvailable: change.registrationAvailable ?? site.registrationAvailable,
      };
      await this.sites.save(tx, changed);
      const changes = changesBetween(siteFields(site), siteFields(changed));
      await this.history.record(tx, { siteId: site.id, subject: 'site', event: 'change', by, changes });
      return changed;
    });
  }
}
