import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock';
import { PasswordHasher } from '../platform/crypto/password-hasher';
import { Transactions } from '../platform/database/transactions';
import { type RequestOrigin } from '../platform/http/request-origin';
import { Ids } from '../platform/ids/ids';
import { LogInLimits } from '../platform/rate-limits/log-in-limits';
import { RefreshTokens, STAFF_SESSION } from '../sessions';
import { memberOfStaff } from '../site-history';
import { SecondFactorCheck } from './second-factor/second-factor-check';
import { type Client } from './sessions/client';
import { SessionTokenIssuer, type SessionTokens } from './sessions/session-tokens';
import { type Carrier } from './sessions/staff-session.entity';
import { StaffSessionStore } from './sessions/staff-session.store';
import { StaffHistory } from './staff-history';
import { staffLogIn } from './staff-log-in';
import { type Staff } from './staff.entity';
import { StaffStore } from './staff.store';

export interface StaffCredentials {
  readonly email: string;
  readonly password: string;
}

/** A member of staff logs in with e-mail address and password. */
@Injectable()
export class LogInStaff {
  constructor(
    private readonly staff: StaffStore,
    private readonly sessions: StaffSessionStore,
    private readonly passwords: PasswordHasher,
    private readonly refreshTokens: RefreshTokens,
    private readonly issuer: SessionTokenIssuer,
    private readonly limits: LogInLimits,
    private readonly secondFactor: SecondFactorCheck,
    private readonly history: StaffHistory,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /**
   * The person with these credentials, or null; both take the same time, whether or not the address is known.
   * Throws `too-many-requests`; then a right password is answered like a wrong one.
   *
   * @param address of the client
   */
  async identify({ email, password }: StaffCredentials, address: string): Promise<Staff | null> {
    const attempt = await this.limits.take(staffLogIn(email, address));
    const person = await this.staff.findByEmail(email);
    const matches = await this.passwords.matches(password.normalize('NFKC'), person?.passwordHash ?? null);
    if (!matches || person === null || person.disabledAt !== null) {
      return null;
    }
    await this.limits.giveBack(attempt);
    return person;
  }

  /** Throws `second-factor-required`, `second-factor-wrong`, `too-many-requests`. */
  ensureSecondFactor({ id }: Staff, code: string | undefined): Promise<void> {
    return this.secondFactor.ensure(id, code);
  }

  /** Begins a session. Its tokens say who it is; what they may do is looked up at each request. */
  async begin(person: Staff, carrier: Carrier, client: Client, origin: RequestOrigin): Promise<SessionTokens> {
    const now = this.clock.now();
    const begun = this.refreshTokens.begin(this.ids.at(now), STAFF_SESSION, now);
    const session = { ...begun.session, staffId: person.id, carrier, ...client };
    const by = memberOfStaff({ staffId: person.id, name: person.name, ...origin });
    await this.transactions.run(async (tx) => {
      await this.sessions.add(tx, session);
      await this.history.tellOfAccess(tx, 'log-in', person, by);
    });
    return this.issuer.issue(session, person, begun.token);
  }
}
