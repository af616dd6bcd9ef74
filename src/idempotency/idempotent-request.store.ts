import { Injectable } from '@nestjs/common';
import { In, IsNull, LessThanOrEqual } from 'typeorm';
import { insertIfNew } from '../platform/database/insert-if-new';
import { findLocked } from '../platform/database/locks';
import { type Tx } from '../platform/database/transactions';
import { IdempotentRequest } from './idempotent-request.entity';

type RequestKey = Pick<IdempotentRequest, 'siteId' | 'scope' | 'keyHash'>;

@Injectable()
export class IdempotentRequestStore {
  /** False when the key is known already. */
  add(tx: Tx, request: IdempotentRequest): Promise<boolean> {
    return insertIfNew(tx, IdempotentRequest, request);
  }

  findLocked(tx: Tx, { siteId, scope, keyHash }: RequestKey): Promise<IdempotentRequest | null> {
    return findLocked(tx, IdempotentRequest, { siteId, scope, keyHash });
  }

  /** A new attempt takes the place of one that is over or given up. */
  async restart(tx: Tx, { siteId, scope, keyHash, ...columns }: IdempotentRequest): Promise<void> {
    await tx.update(IdempotentRequest, { siteId, scope, keyHash }, columns);
  }

  /** Writes the answer; false when another attempt has taken over. */
  async complete(
    tx: Tx,
    { siteId, scope, keyHash, attemptId }: IdempotentRequest,
    answer: Pick<IdempotentRequest, 'sealedAnswer' | 'aboutId'>,
  ): Promise<boolean> {
    const { affected } = await tx.update(IdempotentRequest, { siteId, scope, keyHash, attemptId }, answer);
    return affected === 1;
  }

  /** As if these had never been asked about with a key. */
  async forgetAbout(tx: Tx, siteId: string, aboutIds: readonly string[]): Promise<void> {
    await tx.delete(IdempotentRequest, { siteId, aboutId: In([...aboutIds]) });
  }

  /** The attempt failed: the key may be used again, unless the effect was committed after all and only its confirmation lost. */
  async forget(tx: Tx, { siteId, scope, keyHash, attemptId }: IdempotentRequest): Promise<void> {
    await tx.delete(IdempotentRequest, { siteId, scope, keyHash, attemptId, sealedAnswer: IsNull() });
  }

  /** Deletes up to `most` whose time was over at `now`, longest over first; answers how many it found. One that somebody begins anew stays. */
  async purge(tx: Tx, now: Date, most: number): Promise<number> {
    const isOver = { expiresAt: LessThanOrEqual(now), leaseUntil: LessThanOrEqual(now) };
    const over = await tx.find(IdempotentRequest, {
      select: { siteId: true, scope: true, keyHash: true },
      where: isOver,
      order: { expiresAt: 'ASC' },
      take: most,
    });
    if (over.length > 0) {
      await tx.delete(
        IdempotentRequest,
        over.map(({ siteId, scope, keyHash }) => ({ siteId, scope, keyHash, ...isOver })),
      );
    }
    return over.length;
  }
}
