import { judgeSendingAgain } from './sending-again';

const STATUSES = ['not_activated', 'unapproved', 'approved', 'not_approved', null] as const;
const OUTCOMES = {
  n: 'new_link',
  w: 'welcome',
  r: 'refusal',
  q: 'try_now',
  o: 'mail-outdated',
  x: 'mail-not-resendable',
} as const;

type Row = [template: string, whenOver: string, whenQueued: string];

// Written by hand: one letter for each of STATUSES.
const GRID: Row[] = [
  ['activation', 'noooo', 'qoooo'],
  ['activation-reminder', 'noooo', 'qoooo'],
  ['approved', 'oowoo', 'ooqoo'],
  ['not-approved', 'oooro', 'oooqo'],
  ['already-registered', 'xxxxo', 'qqqqo'],
  ['already-confirmed', 'xxxxo', 'qqqqo'],
  ['application-waiting', 'xxxxo', 'qqqqo'],
];

function judged(template: string, state: 'queued' | 'sending' | 'sent' | 'failed', status: string | null): string {
  const verdict = judgeSendingAgain({ template, state, applicationId: 'application' }, status);
  return verdict.ok ? verdict.means : verdict.refusal.code;
}

describe('sending a mail again', () => {
  it.each(GRID)('%s: once it is over %s, while it waits %s', (template, whenOver, whenQueued) => {
    STATUSES.forEach((status, i) => {
      const expected = (letters: string): string => OUTCOMES[letters[i] as keyof typeof OUTCOMES];
      expect(judged(template, 'sent', status)).toBe(expected(whenOver));
      expect(judged(template, 'failed', status)).toBe(expected(whenOver));
      expect(judged(template, 'queued', status)).toBe(expected(whenQueued));
      expect(judged(template, 'sending', status)).toBe('mail-being-sent');
    });
  });

  it.each([
    ['test', 'sent', 'mail-not-resendable'],
    ['test', 'queued', 'try_now'],
    ['application-digest', 'failed', 'mail-not-resendable'],
    // Somebody has tried the template out: there is nobody to welcome.
    ['approved', 'sent', 'mail-not-resendable'],
    ['activation', 'failed', 'mail-not-resendable'],
  ] as const)('about no application: %s, %s', (template, state, expected) => {
    const verdict = judgeSendingAgain({ template, state, applicationId: null }, null);
    expect(verdict.ok ? verdict.means : verdict.refusal.code).toBe(expected);
  });
});
