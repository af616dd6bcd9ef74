import { Injectable } from '@nestjs/common';
import { addToCounts } from '../platform/database/add-to-counts';
import { type Tx } from '../platform/database/transactions';
import { SignupTally, WITHOUT_CODE } from './signup-tally.entity';

/** By which sign-up URL an application came in, and with which code; null: by the site's own form, without one. */
export interface CameIn {
  readonly siteId: string;
  readonly signupUrlId: string | null;
  readonly authenticationCodeId: string | null;
}

/** Counts who came in by each sign-up URL and code. One statement, however many applications. */
@Injectable()
export class SignupTallies {
  applied(tx: Tx, applications: readonly CameIn[]): Promise<void> {
    return this.count(tx, applications, { applied: 1, approved: 0 });
  }

  /** The applications are replaced by newer ones, which count instead. */
  replaced(tx: Tx, applications: readonly CameIn[]): Promise<void> {
    return this.count(tx, applications, { applied: -1, approved: 0 });
  }

  approved(tx: Tx, applications: readonly CameIn[]): Promise<void> {
    return this.count(tx, applications, { applied: 0, approved: 1 });
  }

  private count(tx: Tx, applications: readonly CameIn[], each: { applied: number; approved: number }): Promise<void> {
    const tallies = new Map<string, SignupTally>();
    for (const { siteId, signupUrlId, authenticationCodeId } of applications) {
      if (signupUrlId !== null) {
        const codeId = authenticationCodeId ?? WITHOUT_CODE;
        const key = `${siteId} ${signupUrlId} ${codeId}`;
        const { applied, approved } = tallies.get(key) ?? { applied: 0, approved: 0 };
        tallies.set(key, { siteId, signupUrlId, codeId, applied: applied + each.applied, approved: approved + each.approved });
      }
    }
    // In the order of their keys, so that no two transactions wait for each other.
    const rows = [...tallies].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, tally]) => tally);
    return addToCounts(tx, SignupTally, rows, ['applied', 'approved']);
  }
}
