import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock';
import { Transactions, type Tx } from '../platform/database/transactions';
import { THE_WHOLE_SERVICE } from '../platform/ids/whole-service';
import { HashedTarget } from '../platform/rate-limits/hashed-target';
import { type Target, TargetLimits } from '../platform/rate-limits/target-limits';
import { ensureGranted } from '../platform/rate-limits/too-many-requests';
import { staffEmailKey } from './staff.store';

/** A place taken for one try to log in. */
export interface LogInAttempt {
  readonly at: Date;
  readonly targets: readonly Target[];
}

/**
 * Keeps passwords of staff from being guessed: wrong ones are counted for each
 * client at an address, and for the address by all clients together, known
 * addresses and others alike. A place is taken before the password is looked at
 * and given back when it is right: of many guesses at once no more are let
 * through than of as many in a row, and who knows the password loses nothing.
 */
@Injectable()
export class LogInLimits {
  constructor(
    private readonly limits: TargetLimits,
    private readonly hashed: HashedTarget,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Throws `too-many-requests`. */
  async take(email: string, address: string): Promise<LogInAttempt> {
    const at = this.clock.now();
    const targets = this.targetsOf(staffEmailKey(email), address);
    const retryAt = await this.transactions.run((tx) => this.takeAll(tx, targets, at));
    ensureGranted({ retryAt }, at, 'Too many wrong passwords for this address. Wait a while, then try again.');
    return { at, targets };
  }

  giveBack({ at, targets }: LogInAttempt): Promise<void> {
    return this.transactions.run(async (tx) => {
      for (const target of targets) {
        await this.limits.giveBack(tx, target, at);
      }
    });
  }

  // The client's first: one that is held up already takes nothing of what is left for the others.
  private async takeAll(tx: Tx, targets: readonly Target[], at: Date): Promise<Date | null> {
    for (const target of targets) {
      const { retryAt } = await this.limits.take(tx, target, at);
      if (retryAt !== null) {
        return retryAt;
      }
    }
    return null;
  }

  private targetsOf(emailKey: string, address: string): readonly Target[] {
    const siteId = THE_WHOLE_SERVICE;
    return [
      { siteId, kind: 'staff-log-in-of-client', target: this.hashed.ofClient(siteId, emailKey, address) },
      { siteId, kind: 'staff-log-in', target: this.hashed.ofMailbox(siteId, emailKey) },
    ];
  }
}
