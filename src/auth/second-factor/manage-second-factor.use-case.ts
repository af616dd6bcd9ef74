import { Injectable } from '@nestjs/common';
import { toString } from 'qrcode';
import { type StaffAccess } from '../../platform/access/staff-access';
import { Transactions } from '../../platform/database/transactions';
import { DomainError } from '../../platform/problem/domain-error';
import { memberOfStaff } from '../../site-history';
import { ChangeStaffPassword } from '../passwords/change-staff-password.use-case';
import { SERVICE_NAME } from '../service-name';
import { StaffSessionStore } from '../sessions/staff-session.store';
import { StaffHistory } from '../staff-history';
import { type SessionOf } from '../staff-on-site';
import { StaffStore } from '../staff.store';
import { newRecoveryCodes, recoveryCodeHash } from './recovery-codes';
import { SecondFactorCheck } from './second-factor-check';
import { SecondFactorStore } from './second-factor.store';
import { newTotpSecret, totpUri } from './totp';

/** What one sets an authenticator app up with. */
export interface Enrolment {
  readonly secret: string;
  readonly uri: string;
  readonly qrSvg: string;
}

/** How things stand with somebody's second factor. */
export interface SecondFactorState {
  readonly enrolled: boolean;
  readonly recoveryCodesLeft: number;
}

const DRAWING = { type: 'svg', errorCorrectionLevel: 'M', margin: 4 } as const;

/** Somebody sets up an authenticator app as their second factor, or does without it again. */
@Injectable()
export class ManageSecondFactor {
  constructor(
    private readonly staff: StaffStore,
    private readonly factors: SecondFactorStore,
    private readonly check: SecondFactorCheck,
    private readonly passwords: ChangeStaffPassword,
    private readonly sessions: StaffSessionStore,
    private readonly history: StaffHistory,
    private readonly transactions: Transactions,
  ) {}

  async stateOf(staffId: string): Promise<SecondFactorState> {
    const factor = await this.factors.find(staffId);
    const enrolled = factor !== null && factor.confirmedAt !== null;
    return { enrolled, recoveryCodesLeft: enrolled ? await this.factors.codesLeft(staffId) : 0 };
  }

  /** The secret, for the only time. It is asked for nowhere before it is confirmed. Throws `second-factor-enrolled`, `current-password-wrong`. */
  async begin(staffId: string, password: string, address: string): Promise<Enrolment> {
    const person = await this.staff.get(staffId);
    await this.passwords.ensureCurrent(person, password, address);
    const secret = newTotpSecret();
    await this.transactions.run(async (tx) => {
      const known = await this.factors.findLocked(tx, staffId);
      if (known !== null && known.confirmedAt !== null) {
        throw new DomainError('second-factor-enrolled', 'You have a second factor. Remove it first, to set up another app.');
      }
      await this.factors.begin(tx, staffId, secret);
    });
    const uri = totpUri(secret, { issuer: SERVICE_NAME, label: person.email });
    return { secret, uri, qrSvg: await toString(uri, DRAWING) };
  }

  /**
   * The app works: from now on it is asked for. Answers the recovery codes, for the only time; sessions begun without it end.
   * Throws `second-factor-not-enrolled`, `second-factor-enrolled`, `second-factor-wrong`.
   */
  async confirm({ staffId, sessionId }: SessionOf, code: string, by: StaffAccess): Promise<string[]> {
    const factor = await this.factors.find(staffId);
    if (factor === null) {
      throw new NotEnrolled();
    }
    if (factor.confirmedAt !== null) {
      throw new DomainError('second-factor-enrolled', 'Your second factor is confirmed already.');
    }
    await this.check.confirm(staffId, code);
    const codes = newRecoveryCodes();
    await this.transactions.run(async (tx) => {
      // As it is now: the app that was confirmed may be another than the one looked at above.
      const confirmed = await this.factors.findLocked(tx, staffId);
      const secret = confirmed === null ? null : this.factors.secretOf(confirmed);
      if (secret === null) {
        throw new NotEnrolled();
      }
      await this.factors.replaceCodes(
        tx,
        staffId,
        codes.map((each) => recoveryCodeHash(secret, each)),
      );
      await this.sessions.endAllOf(tx, staffId, sessionId);
      await this.history.tellOfAccess(tx, 'set-up-second-factor', { id: staffId, name: by.name }, memberOfStaff(by));
    });
    return codes;
  }

  /** Throws `second-factor-not-enrolled`, `current-password-wrong`, `second-factor-wrong`. */
  async remove(by: StaffAccess, proof: { password: string; code: string }, address: string): Promise<void> {
    const { staffId } = by;
    const person = await this.staff.get(staffId);
    if (!(await this.stateOf(staffId)).enrolled) {
      throw new NotEnrolled();
    }
    await this.passwords.ensureCurrent(person, proof.password, address);
    await this.check.ensure(staffId, proof.code);
    await this.transactions.run(async (tx) => {
      await this.factors.remove(tx, staffId);
      await this.history.tellOfAccess(tx, 'remove-second-factor', person, memberOfStaff(by));
    });
  }

  /** An operator helps somebody who has lost app and recovery codes; whoever is logged in as them is not any more. Throws `staff-member-not-found`. */
  async removeFrom(staffId: string, by: StaffAccess): Promise<void> {
    const person = await this.staff.get(staffId);
    await this.transactions.run(async (tx) => {
      const factor = await this.factors.findLocked(tx, staffId);
      await this.factors.remove(tx, staffId);
      await this.sessions.endAllOf(tx, staffId);
      if (factor !== null) {
        await this.history.tell(tx, 'reset-second-factor', person, memberOfStaff(by));
      }
    });
  }
}

class NotEnrolled extends DomainError {
  constructor() {
    super('second-factor-not-enrolled', 'You have no second factor.');
  }
}
