import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { later } from '../clock/clock';
import { Config } from '../config/config';
import { findLocked } from '../database/locks';
import { type Tx } from '../database/transactions';
import { TARGET_LIMITS, type TargetLimitKind } from './rate-limits';
import { type Taken, takeOne } from './sliding-window';
import { TargetLimit } from './target-limit.entity';

export interface Target {
  readonly siteId: string;
  readonly kind: TargetLimitKind;
  /** An opaque id or hash, at most 64 characters. */
  readonly target: string;
}

/** So far back the widest limit looks. */
export const LONGEST_WINDOW_IN_MS = Math.max(...Object.values(TARGET_LIMITS).map(({ withinMs }) => withinMs));

/** Counts what happens to one target, for all processes together. */
@Injectable()
export class TargetLimits {
  constructor(private readonly config: Config) {}

  /**
   * Takes one of what is left. The target's row is locked until the transaction
   * ends, so of many at once exactly as many are granted as there are left; if
   * the transaction is undone, so is the grant.
   *
   * Does the same work whether or not it grants.
   */
  async take(tx: Tx, target: Target, now: Date): Promise<Taken> {
    const key = { siteId: target.siteId, kind: target.kind, target: target.target };
    // On a row that is there this is an UPDATE, which locks it at once: a SELECT first could not lock one that is missing.
    await tx
      .createQueryBuilder()
      .insert()
      .into(TargetLimit)
      .values({ ...key, grantedAt: '', lastAskedAt: now })
      .orUpdate(['lastAskedAt'], ['siteId', 'kind', 'target'])
      .updateEntity(false)
      .execute();
    const { grantedAt } = await tx.findOneByOrFail(TargetLimit, key);
    const { moments, ...taken } = takeOne(momentsIn(grantedAt), TARGET_LIMITS[target.kind], now);
    await tx.update(TargetLimit, key, { grantedAt: textOf(moments) });
    return this.config.rateLimits.isOff ? { granted: true, retryAt: null } : taken;
  }

  /** Gives back what was taken at `grantedAt`: it turned out to be nothing that is limited. */
  async giveBack(tx: Tx, { siteId, kind, target }: Target, grantedAt: Date): Promise<void> {
    const key = { siteId, kind, target };
    const row = await findLocked(tx, TargetLimit, key);
    const moments = momentsIn(row?.grantedAt ?? '');
    const given = moments.findIndex((moment) => moment.getTime() === grantedAt.getTime());
    if (given !== -1) {
      await tx.update(TargetLimit, key, { grantedAt: textOf(moments.toSpliced(given, 1)) });
    }
  }

  /** Deletes up to `batchSize` rows that no limit looks at any more; answers how many. */
  async purge(tx: Tx, now: Date, batchSize: number): Promise<number> {
    const isStale = { lastAskedAt: LessThan(later(now, -LONGEST_WINDOW_IN_MS)) };
    const stale = await tx.find(TargetLimit, {
      select: { siteId: true, kind: true, target: true },
      where: isStale,
      order: { lastAskedAt: 'ASC' },
      take: batchSize,
    });
    if (stale.length > 0) {
      // What has been asked for again meanwhile stays.
      await tx.delete(
        TargetLimit,
        stale.map(({ siteId, kind, target }) => ({ siteId, kind, target, ...isStale })),
      );
    }
    return stale.length;
  }
}

function momentsIn(text: string): Date[] {
  return text === '' ? [] : text.split(',').map((milliseconds) => new Date(Number(milliseconds)));
}

function textOf(moments: readonly Date[]): string {
  return moments.map((moment) => moment.getTime()).join(',');
}
