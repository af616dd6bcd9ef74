import { Injectable } from '@nestjs/common';
import { HOURS } from '../../platform/clock/clock';
import { Ids } from '../../platform/ids/ids';
import { type SubmissionInput } from '../../registration-form';
import { SealedEntries } from '../shared/sealed-entries';
import { type ChallengeRefused } from './challenge.view';
import { type SignUpEntrance } from './sign-up-entrance';
import { type Refused } from './sign-up-form.view';

/** What comes next for what was typed: the form again, perhaps with what is wrong, or the confirmation, perhaps with a challenge to be done anew. */
export type NextPage =
  | { readonly name: 'form'; readonly refused?: Refused | undefined }
  | { readonly name: 'confirmation'; readonly refused?: ChallengeRefused | undefined };

/** What was typed, and has not been sent. */
export interface Entries {
  readonly submission: SubmissionInput;
  readonly honeypot: string;
  readonly next: NextPage;
  /** Of the way from an empty form to the mail, however often it goes back and forth. */
  readonly visit: string;
}

export interface OpenedEntries extends Entries {
  /** Of this very application: sent twice, it is carried out once. */
  readonly idempotencyKey: string;
  /** They have waited too long: the password counts no more. */
  readonly isExpired: boolean;
}

interface Contents extends Entries {
  readonly path: string;
  readonly idempotencyKey: string;
}

// Time to look at everything, and to be called away meanwhile.
const LIFE = 1 * HOURS;

const ID = /^[\da-f-]{36}$/;

/** Seals what was typed, until it is sent (ADR 34). */
@Injectable()
export class UnsentEntries {
  constructor(
    private readonly entries: SealedEntries,
    private readonly ids: Ids,
  ) {}

  seal({ path }: SignUpEntrance, entries: Entries, browser: string): string {
    const contents: Contents = { ...entries, path, idempotencyKey: this.ids.next() };
    return this.entries.seal({ purpose: 'entries', browser }, contents, LIFE);
  }

  /** Null for what was not sealed for this browser and this page. */
  open({ path }: SignUpEntrance, sealed: string, browser: string): OpenedEntries | null {
    const opened = this.entries.open({ purpose: 'entries', browser }, sealed);
    if (opened === null) {
      return null;
    }
    const { path: sealedFor, ...entries } = opened.value as Contents;
    return sealedFor === path ? { ...entries, isExpired: opened.isExpired } : null;
  }

  /** The visit that a form says it belongs to; another one where it says none. */
  visitOf(said: string): string {
    return ID.test(said) ? said : this.ids.next();
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

/** The entries; what has waited too long without the password. */
export function withoutLatePassword({ isExpired, ...entries }: OpenedEntries): Entries {
  const { password, ...submission } = entries.submission;
  return { ...entries, submission: isExpired ? submission : { ...submission, password } };
}
