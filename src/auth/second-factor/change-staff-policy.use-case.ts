import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type SiteAccess } from '../../platform/access/staff-access';
import { Transactions } from '../../platform/database/transactions';
import { changesBetween, memberOfStaff, SiteHistory } from '../../site-history';
import { SiteStore } from '../../sites';
import { StaffPolicy } from './staff-policy.entity';

/** What a site demands of its staff: for now, whether they need a second factor. It counts at everybody's next request. */
@Injectable()
export class ChangeStaffPolicy {
  constructor(
    private readonly dataSource: DataSource,
    private readonly sites: SiteStore,
    private readonly history: SiteHistory,
    private readonly transactions: Transactions,
  ) {}

  async get(siteId: string, manager: EntityManager = this.dataSource.manager): Promise<Omit<StaffPolicy, 'siteId'>> {
    const policy = await manager.findOneBy(StaffPolicy, { siteId });
    return { secondFactorRequired: policy?.secondFactorRequired ?? false };
  }

  execute(wanted: Omit<StaffPolicy, 'siteId'>, access: SiteAccess): Promise<void> {
    const { siteId } = access;
    return this.transactions.run(async (tx) => {
      await this.sites.getByIdLocked(tx, siteId);
      const changes = changesBetween({ ...(await this.get(siteId, tx)) }, { ...wanted });
      await tx.upsert(StaffPolicy, { siteId, ...wanted }, ['siteId']);
      await this.history.record(tx, { siteId, subject: 'staff', event: 'change-policy', by: memberOfStaff(access), changes });
    });
  }
}
