import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock';
import { Transactions, type Tx } from '../../platform/database/transactions';
import { THE_WHOLE_SERVICE } from '../../platform/ids/whole-service';
import { DomainError } from '../../platform/problem/domain-error';
import { TargetLimits } from '../../platform/rate-limits/target-limits';
import { ensureGranted } from '../../platform/rate-limits/too-many-requests';
import { recoveryCodeHash } from './recovery-codes';
import { SecondFactorStore } from './second-factor.store';
import { type StaffSecondFactor } from './staff-second-factor.entity';
import { stepOf } from './totp';

const OF_AN_APP = /^\d{6}$/;

/**
 * Whether somebody has their second factor at hand: a code of the app, or one
 * of the recovery codes. Each counts once. Wrong ones are limited for each
 * person; while they are used up, a right one is answered like a wrong one.
 */
@Injectable()
export class SecondFactorCheck {
  constructor(
    private readonly factors: SecondFactorStore,
    private readonly limits: TargetLimits,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** For who logs in; who has none passes. Throws `second-factor-required`, `second-factor-wrong`, `too-many-requests`. */
  async ensure(staffId: string, code: string | undefined): Promise<void> {
    const factor = await this.factors.find(staffId);
    if (factor?.confirmedAt == null) {
      return;
    }
    if (code === undefined) {
      throw new DomainError('second-factor-required', 'Send a code of the authenticator app as code, too.');
    }
    await this.use(staffId, code, (tx, locked) => this.takeAny(tx, locked, code));
  }

  /** For who has just set up the app: a code of it alone. Confirms it. Throws `second-factor-wrong`, `too-many-requests`. */
  async confirm(staffId: string, code: string): Promise<void> {
    await this.use(staffId, code, (tx, locked) => this.takeOfApp(tx, { ...locked, confirmedAt: this.clock.now() }, code));
  }

  private async use(staffId: string, code: string, take: (tx: Tx, locked: StaffSecondFactor) => Promise<boolean>): Promise<void> {
    const now = this.clock.now();
    const target = { siteId: THE_WHOLE_SERVICE, kind: 'staff-second-factor', target: staffId } as const;
    const { isRight, retryAt } = await this.transactions.run(async (tx) => {
      const taken = await this.limits.take(tx, target, now);
      if (taken.retryAt !== null) {
        return { isRight: false, retryAt: taken.retryAt };
      }
      const locked = await this.factors.findLocked(tx, staffId);
      const isRight = locked !== null && (await take(tx, locked));
      if (isRight) {
        await this.limits.giveBack(tx, target, now);
      }
      return { isRight, retryAt: null };
    });
    ensureGranted({ retryAt }, now, 'Too many wrong codes. Wait a while, then try again.');
    if (!isRight) {
      throw new DomainError('second-factor-wrong', 'That code does not count: mistyped, used before, or too old.');
    }
  }

  private async takeAny(tx: Tx, factor: StaffSecondFactor, code: string): Promise<boolean> {
    if (OF_AN_APP.test(code)) {
      return this.takeOfApp(tx, factor, code);
    }
    const secret = this.factors.secretOf(factor);
    return secret !== null && (await this.factors.useCode(tx, factor.staffId, recoveryCodeHash(secret, code)));
  }

  private async takeOfApp(tx: Tx, factor: StaffSecondFactor, code: string): Promise<boolean> {
    const secret = this.factors.secretOf(factor);
    const step = secret === null ? null : stepOf(code, secret, this.clock.now());
    if (step === null || step <= factor.lastStep) {
      return false;
    }
    await this.factors.save(tx, { ...factor, lastStep: step });
    return true;
  }
}
