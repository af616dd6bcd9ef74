import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock';
import { Transactions, type Tx } from '../database/transactions';
import { HashedTarget } from './hashed-target';
import { type Target, TargetLimits } from './target-limits';
import { ensureGranted } from './too-many-requests';

/** Somebody tries to log in. */
export interface LogIn {
  readonly kind: 'staff-log-in' | 'member-log-in';
  readonly siteId: string;
  /** As whom: a login ID or an e-mail address as it is compared, known or not. */
  readonly name: string;
  /** Of the client. */
  readonly address: string;
}

/** A place taken for one try to log in. */
export interface LogInAttempt {
  readonly at: Date;
  readonly targets: readonly Target[];
}

/**
 * Keeps passwords from being guessed: wrong ones are counted for each client at
 * a name, and for the name by all clients together, known names and others
 * alike. A place is taken before the password is looked at and given back when
 * it is right: of many guesses at once no more are let through than of as many
 * in a row, and who knows the password loses nothing.
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
  async take(logIn: LogIn): Promise<LogInAttempt> {
    const at = this.clock.now();
    const targets = this.targetsOf(logIn);
    const retryAt = await this.transactions.run((tx) => this.takeAll(tx, targets, at));
    ensureGranted({ retryAt }, at, 'Too many wrong passwords. Wait a while, then try again.');
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

  private targetsOf({ kind, siteId, name, address }: LogIn): readonly Target[] {
    return [
      { siteId, kind: `${kind}-of-client`, target: this.hashed.ofClient(siteId, name, address) },
      { siteId, kind, target: this.hashed.of(siteId, name) },
    ];
  }
}
