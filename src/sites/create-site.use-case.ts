import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock';
import { Transactions } from '../platform/database/transactions';
import { Ids } from '../platform/ids/ids';
import { changesBetween, type HistoryActor, SiteHistory } from '../site-history';
import { type Site } from './site.entity';
import { siteFields } from './site-fields';
import { SiteStore } from './site.store';

/** The operator opens a new tenant: the first entry of its history. */
@Injectable()
export class CreateSite {
  constructor(
    private readonly sites: SiteStore,
    private readonly history: SiteHistory,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** Throws `site-slug-taken`. */
  async execute(site: Pick<Site, 'slug' | 'name' | 'registrationAvailable'>, by: HistoryActor): Promise<Site> {
    const created = { id: this.ids.next(), createdAt: this.clock.now(), ...site };
    await this.transactions.run(async (tx) => {
      await this.sites.add(tx, created);
      const changes = changesBetween({}, siteFields(created));
      await this.history.record(tx, { siteId: created.id, subject: 'site', event: 'create', by, changes });
    });
    return created;
  }
}
