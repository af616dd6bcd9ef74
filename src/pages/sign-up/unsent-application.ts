import { Injectable } from '@nestjs/common';
import { HOURS } from '../../platform/clock/clock';
import { Ids } from '../../platform/ids/ids';
import { type SubmissionInput } from '../../registration-form';
import { SealedEntries } from '../shared/sealed-entries';
import { type SignUpEntrance } from './sign-up-entrance';

/** An application that has been checked and not yet sent. */
export interface UnsentApplication {
  readonly submission: SubmissionInput;
  /** Of this very application: sent twice, it is carried out once. */
  readonly idempotencyKey: string;
  /** It has waited too long: the password counts no more. */
  readonly isExpired: boolean;
}

interface Contents {
  readonly path: string;
  readonly submission: SubmissionInput;
  readonly idempotencyKey: string;
}

// Time to look at everything, and to be called away meanwhile.
const LIFE = 1 * HOURS;

/** What lies in the confirmation page, sealed, until it is sent (ADR 34). */
@Injectable()
export class UnsentApplications {
  constructor(
    private readonly entries: SealedEntries,
    private readonly ids: Ids,
  ) {}

  seal({ path }: SignUpEntrance, submission: SubmissionInput, browser: string): string {
    const contents: Contents = { path, submission, idempotencyKey: this.ids.next() };
    return this.entries.seal({ purpose: 'application', browser }, contents, LIFE);
  }

  /** Null for what was not sealed for this browser and this page. */
  open({ path }: SignUpEntrance, sealed: string, browser: string): UnsentApplication | null {
    const opened = this.entries.open({ purpose: 'application', browser }, sealed);
    if (opened === null) {
      return null;
    }
    const { isExpired, value } = opened;
    const { submission, idempotencyKey, path: sealedFor } = value as Contents;
    return sealedFor === path ? { submission, idempotencyKey, isExpired } : null;
  }

  /** A password alone, for a form in which something else has to be corrected. */
  sealPassword(password: string, browser: string): string {
    return this.entries.seal({ purpose: 'password', browser }, password, LIFE);
  }

  /** Null for what was not sealed for this browser, or waited too long. */
  openPassword(sealed: string, browser: string): string | null {
    const opened = this.entries.open({ purpose: 'password', browser }, sealed);
    return opened === null || opened.isExpired ? null : (opened.value as string);
  }
}
