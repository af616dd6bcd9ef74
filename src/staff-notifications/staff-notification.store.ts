import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In, MoreThan } from 'typeorm';
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

  /** The pace of each of `staffIds` on the site. */
  async pacesOf(tx: Tx, siteId: string, staffIds: readonly string[]): Promise<ReadonlyMap<string, Pace>> {
    const chosen = staffIds.length === 0 ? [] : await tx.findBy(StaffNotification, { siteId, staffId: In([...staffIds]) });
    const known = new Map(chosen.map(({ staffId, pace }) => [staffId, pace]));
    return new Map(staffIds.map((id) => [id, known.get(id) ?? USUAL_PACE]));
  }

  /** Whoever is named must be on the staff of the site. */
  async choose(tx: Tx, choice: StaffNotification): Promise<void> {
    await tx.upsert(StaffNotification, { ...choice }, ['siteId', 'staffId']);
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
