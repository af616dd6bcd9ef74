import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock';
import { Transactions } from '../platform/database/transactions';
import { type Checked, refused, valid } from '../platform/problem/field-fault';
import { HashedTarget } from '../platform/rate-limits/hashed-target';
import { TargetLimits } from '../platform/rate-limits/target-limits';
import { ensureGranted } from '../platform/rate-limits/too-many-requests';
import { type AuthenticationCode } from './domain/authentication-code';
import { matchingCode } from './matching-code';
import { type SignupUrl } from './signup-url.entity';

/**
 * Asks applicants for a sign-up URL's authentication code.
 *
 * Wrong codes are limited, for each client at the URL and for everybody at the
 * URL together, so that a code cannot be guessed; right ones cost nothing, so
 * that a class that shares an address can register at once. A place is taken
 * before the code is looked at and given back when it is right: of many guesses
 * at once no more are let through than of as many in a row.
 */
@Injectable()
export class Admission {
  constructor(
    private readonly limits: TargetLimits,
    private readonly hashed: HashedTarget,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /**
   * The code that admits, or null where none is asked. One fault for everything else, be it missing, misspelt or not even a text.
   * Throws `too-many-requests`; then a right code is answered like a wrong one.
   *
   * @param address of the client
   */
  async ask(signupUrl: SignupUrl, typed: unknown, address: string): Promise<Checked<AuthenticationCode | null>> {
    if (!signupUrl.codeRequired) {
      return valid(null);
    }
    const { siteId, id, codes } = signupUrl;
    const now = this.clock.now();
    const { code, retryAt } = await this.transactions.run(async (tx) => {
      let outcome: { code: AuthenticationCode | null; retryAt: Date | null } = { code: null, retryAt: null };
      await this.transactions.nested(tx, async () => {
        const client = this.hashed.ofClient(siteId, id, address);
        const ofClient = await this.limits.take(tx, { siteId, kind: 'wrong-code-of-client', target: client }, now);
        const ofAll = await this.limits.take(tx, { siteId, kind: 'wrong-code', target: id }, now);
        outcome = { code: matchingCode(codes, typed), retryAt: later(ofClient.retryAt, ofAll.retryAt) };
        return outcome.code === null && outcome.retryAt === null ? 'keep' : 'undo';
      });
      return outcome;
    });
    ensureGranted({ retryAt }, now, 'Too many wrong codes were typed here. Wait a while, then try again.');
    return code === null ? refused('authentication-code-wrong') : valid(code);
  }
}

function later(one: Date | null, other: Date | null): Date | null {
  return one === null || (other !== null && other > one) ? other : one;
}
