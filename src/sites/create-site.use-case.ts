import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock';
import { Transactions } from '../platform/database/transactions';
import { Ids } from '../platform/ids/ids';
import { type Site } from './site.entity';
import { SiteStore } from './site.store';

/** The operator opens a new tenant. */
@Injectable()
export class CreateSite {
  constructor(
    private readonly sites: SiteStore,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** Throws `site-slug-taken`. */
  async execute(site: Pick<Site, 'slug' | 'name' | 'registrationAvailable'>): Promise<Site> {
    const created = { id: this.ids.next(), createdAt: this.clock.now(), ...site };
    await this.transactions.run((tx) => this.sites.add(tx, created));
    return created;
  }
}
