import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { chunksOf } from '../platform/database/chunks';
import { type Tx } from '../platform/database/transactions';
import { Application } from './application.entity';
import { type ApplicationStatus } from './domain/application-lifecycle';

/** Nobody has decided on them yet. */
const WAITING: readonly ApplicationStatus[] = ['not_activated', 'unapproved'];

/** Who waits to get into which group. */
@Injectable()
export class WaitingApplicationReadModel {
  /** How many applications wait for each of `groupIds`; groups nobody waits for are left out. */
  async byGroup(tx: Tx, siteId: string, groupIds: readonly string[]): Promise<Map<string, number>> {
    const waiting = new Map<string, number>();
    for (const chunk of chunksOf(groupIds)) {
      const rows = await tx
        .createQueryBuilder(Application, 'application')
        .select('application.groupId', 'groupId')
        .addSelect('COUNT(*)', 'total')
        .where({ siteId, groupId: In(chunk), status: In(WAITING) })
        .groupBy('application.groupId')
        .getRawMany<{ groupId: string; total: number | string }>();
      rows.forEach(({ groupId, total }) => waiting.set(groupId, Number(total)));
    }
    return waiting;
  }
}
