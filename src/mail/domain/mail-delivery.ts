/**
 * The life of a mail: queued → sending → sent, or back to queued after a
 * passing fault, or failed once it is given up.
 */
export const MAIL_STATES = ['queued', 'sending', 'sent', 'failed'] as const;

export type MailState = (typeof MAIL_STATES)[number];

const SECONDS = 1000;
const MINUTES = 60 * SECONDS;
const HOURS = 60 * MINUTES;

const FIRST_PAUSE_IN_MS = 5 * SECONDS;
const LONGEST_PAUSE_IN_MS = 1 * HOURS;
const GIVE_UP_AFTER_IN_MS = 48 * HOURS;

// RFC 4954 §6: what is wrong is how we log in. Somebody will mend the setting, and the mails are not to be lost meanwhile.
const ABOUT_OUR_LOG_IN: readonly number[] = [530, 534, 535, 538];

/** What the mail server said. */
export interface Refusal {
  /** The SMTP reply code; undefined when there was no reply. */
  readonly responseCode: number | undefined;
  /** Said of this mail: its sender, recipient or contents; not when connecting or logging in. */
  readonly isAboutTheMail: boolean;
}

/**
 * Whether the refusal is final. RFC 5321 §4.2.1: 5yz means the same command
 * will not work when repeated. Everything else, no answer at all, and whatever
 * is said before the mail's turn comes may pass.
 */
export function isPermanent({ responseCode, isAboutTheMail }: Refusal): boolean {
  return (
    isAboutTheMail &&
    responseCode !== undefined &&
    responseCode >= 500 &&
    responseCode < 600 &&
    !ABOUT_OUR_LOG_IN.includes(responseCode)
  );
}

/**
 * When to try again after `tries` tries, or null to give up: pauses double from
 * 5 s to an hour, with jitter so that a recovered server is not stormed, for 48
 * hours after queueing (RFC 5321 §4.5.4.1 asks for days, not minutes).
 *
 * @param random between 0 and 1
 */
export function nextTryAt(mail: { tries: number; queuedAt: Date }, now: Date, random: number): Date | null {
  const pause = Math.min(FIRST_PAUSE_IN_MS * 2 ** (mail.tries - 1), LONGEST_PAUSE_IN_MS);
  const next = now.getTime() + pause * (0.75 + random / 2);
  return next - mail.queuedAt.getTime() > GIVE_UP_AFTER_IN_MS ? null : new Date(next);
}
