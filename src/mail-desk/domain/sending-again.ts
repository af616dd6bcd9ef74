import { type DomainError } from '../../platform/problem/domain-error';
import { MailBeingSent, MailNotResendable, MailOutdated } from './mail-desk.errors';

/**
 * What it means to send a mail again. `try_now`: it waits for its next try,
 * which comes at once. The others are new mails, made of what is known now: the
 * contents of a mail that was sent or given up are erased. `new_link`: another
 * activation mail, whose link kills the old one; `welcome` and `refusal`: how it
 * was decided.
 */
export type SendingAgain = 'try_now' | 'new_link' | 'welcome' | 'refusal';

export type Verdict = { readonly ok: true; readonly means: SendingAgain } | { readonly ok: false; readonly refusal: DomainError };

interface Resent {
  readonly template: string;
  readonly state: 'queued' | 'sending' | 'sent' | 'failed';
  readonly applicationId: string | null;
}

interface Remake {
  /** Where the application has to stand for the mail to be right. */
  readonly status: string;
  readonly means: SendingAgain;
}

const REMAKES: ReadonlyMap<string, Remake> = new Map([
  ['activation', { status: 'not_activated', means: 'new_link' }],
  ['activation-reminder', { status: 'not_activated', means: 'new_link' }],
  ['approved', { status: 'approved', means: 'welcome' }],
  ['not-approved', { status: 'not_approved', means: 'refusal' }],
]);

/**
 * What sending `mail` again means, or why it cannot be.
 *
 * @param status where its application stands; null when it is gone, or there never was one
 */
export function judgeSendingAgain(mail: Resent, status: string | null): Verdict {
  if (mail.state === 'sending') {
    return refused(new MailBeingSent());
  }
  const remake = mail.applicationId === null ? undefined : REMAKES.get(mail.template);
  if (isOutdated(mail, remake, status)) {
    return refused(new MailOutdated(status ?? 'deleted'));
  }
  if (mail.state === 'queued') {
    return { ok: true, means: 'try_now' };
  }
  return remake === undefined ? refused(new MailNotResendable(mail.template)) : { ok: true, means: remake.means };
}

function isOutdated({ applicationId }: Resent, remake: Remake | undefined, status: string | null): boolean {
  const isGone = applicationId !== null && status === null;
  return isGone || (remake !== undefined && remake.status !== status);
}

function refused(refusal: DomainError): Verdict {
  return { ok: false, refusal };
}
