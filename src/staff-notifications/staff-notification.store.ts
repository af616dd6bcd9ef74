import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In, MoreThan } from 'typeorm';
import { findAllLocked, findAllShared, findLocked } from '../platform/database/locks';
import { type Tx } from '../platform/database/transactions';
import { type Pace, USUAL_PACE } from './domain/pace';
import { StaffNotification } from './staff-notification.entity';

/** Where a walk through ids goes on, and how far in one step. */
export interface Batch {
  /** Exclusive; null: from the start. */
  readonly after: string | null;
  readonly size: number;
}

@Injectable()
export class StaffNotificationStore {
  constructor(private readonly dataSource: DataSource) {}

  async paceOf(siteId: string, staffId: string): Promise<Pace> {
    const chosen = await this.dataSource.manager.findOneBy(StaffNotification, { siteId, staffId });
    return chosen?.pace ?? USUAL_PACE;
  }

  /** What each of `staffIds` has chosen on the site, by id; nobody chooses otherwise until the transaction ends. Who has never chosen is left out. */
  async choicesOf(tx: Tx, siteId: string, staffIds: readonly string[]): Promise<ReadonlyMap<string, StaffNotification>> {
    const where = { siteId, staffId: In([...staffIds]) };
    const chosen = staffIds.length === 0 ? [] : await findAllShared(tx, StaffNotification, where, { staffId: 'ASC' });
    return new Map(chosen.map((choice) => [choice.staffId, choice]));
  }

  /** The choices of those of `staffIds` who have chosen `pace`, locked until the transaction ends. */
  async choicesAtLocked(tx: Tx, siteId: string, pace: Pace, staffIds: readonly string[]): Promise<StaffNotification[]> {
    const where = { siteId, staffId: In([...staffIds]) };
    const chosen = staffIds.length === 0 ? [] : await findAllLocked(tx, StaffNotification, where, { staffId: 'ASC' });
    return chosen.filter((choice) => choice.pace === pace);
  }

  /** Whoever is named must be on the staff of the site. To choose the same again changes nothing. */
  async choose(tx: Tx, choice: Omit<StaffNotification, 'lastDigestAt'>): Promise<void> {
    const { siteId, staffId, pace } = choice;
    const known = await findLocked(tx, StaffNotification, { siteId, staffId });
    if (known?.pace !== pace) {
      await tx.upsert(StaffNotification, { ...choice }, ['siteId', 'staffId']);
    }
  }

  /** They have been told by digest of what came to wait up to `lastDigestAt`. */
  async told(tx: Tx, siteId: string, staffIds: readonly string[], lastDigestAt: Date): Promise<void> {
    await tx.update(StaffNotification, { siteId, staffId: In([...staffIds]) }, { lastDigestAt });
  }

  /** The ids of the site's staff who have chosen `pace`, in order. */
  async idsAt(manager: EntityManager, siteId: string, pace: Pace, { after, size }: Batch): Promise<string[]> {
    const found = await manager.find(StaffNotification, {
      select: { siteId: true, staffId: true },
      where: { pace, siteId, staffId: MoreThan(after ?? '') },
      order: { staffId: 'ASC' },
      take: size,
    });
    return found.map(({ staffId }) => staffId);
  }

  /** The sites on whose staff anybody has chosen `pace`, in order. */
  async sitesAt(pace: Pace, { after, size }: Batch): Promise<string[]> {
    const rows = await this.dataSource.manager
      .createQueryBuilder(StaffNotification, 'choice')
      .select('choice.siteId', 'siteId')
      .distinct()
      .where('choice.pace = :pace AND choice.siteId > :after', { pace, after: after ?? '' })
      .orderBy('choice.siteId')
      .limit(size)
      .getRawMany<{ siteId: string }>();
    return rows.map(({ siteId }) => siteId);
  }
}
