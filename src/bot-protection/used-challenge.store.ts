import { Injectable } from '@nestjs/common';
import { DataSource, LessThanOrEqual } from 'typeorm';
import { insertIfNew } from '../platform/database/insert-if-new';
import { type Tx } from '../platform/database/transactions';
import { UsedChallenge } from './used-challenge.entity';

/** Which challenges have been used up: in the database, so that each counts once for all processes together. */
@Injectable()
export class UsedChallengeStore {
  constructor(private readonly dataSource: DataSource) {}

  /** Whether it was used before; saves work, and decides nothing. */
  has({ siteId, challengeHash }: Pick<UsedChallenge, 'siteId' | 'challengeHash'>): Promise<boolean> {
    return this.dataSource.manager.existsBy(UsedChallenge, { siteId, challengeHash });
  }

  /** False when somebody else used it. The unique key decides. */
  add(tx: Tx, used: UsedChallenge): Promise<boolean> {
    return insertIfNew(tx, UsedChallenge, used);
  }

  /** Deletes up to `most` that would have expired at `now`, longest ago first; answers how many. */
  async purge(tx: Tx, now: Date, most: number): Promise<number> {
    const expired = await tx.find(UsedChallenge, {
      select: { siteId: true, challengeHash: true },
      where: { expiresAt: LessThanOrEqual(now) },
      order: { expiresAt: 'ASC' },
      take: most,
    });
    if (expired.length > 0) {
      await tx.delete(
        UsedChallenge,
        expired.map(({ siteId, challengeHash }) => ({ siteId, challengeHash })),
      );
    }
    return expired.length;
  }
}
