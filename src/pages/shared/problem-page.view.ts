import { type DomainError } from '../../platform/problem/domain-error';
import { PROBLEMS, type ProblemCode } from '../../platform/problem/problem-catalogue';
import { TryLater } from '../../platform/problem/try-later';
import { type Locale } from '../../platform/i18n';
import { PAGE_TEXTS, type PageTexts, type Words } from '../texts';
import { type Page } from './page';
import { type PageSite } from './page-site';

const SECONDS_OF_A_MINUTE = 60;

type WordsOf = (texts: PageTexts, error: DomainError, requestId: string) => Words;

const WORDS: Readonly<Partial<Record<ProblemCode, WordsOf>>> = {
  'activation-link-unknown': ({ activate }) => activate.unknown,
  'application-already-activated': ({ activate }) => activate.tooLateToDisown,
  'body-too-large': ({ problems }) => problems.tooLarge,
  'cross-site-request': ({ problems }) => problems.crossSite,
  'database-unavailable': ({ problems }) => problems.away,
  'group-full': ({ problems }) => problems.groupFull,
  'idempotency-key-in-use': ({ problems }) => problems.stillRunning,
  'idempotency-key-reused': ({ problems }) => problems.crossSite,
  'method-not-allowed': ({ problems }) => problems.wrongMethod,
  'not-found': ({ problems }) => problems.notFound,
  'registration-closed': ({ problems }) => problems.closed,
  'signup-url-not-valid': ({ problems }) => problems.signupUrlNotValid,
  'site-not-found': ({ problems }) => problems.siteUnknown,
  'ticket-required': ({ status }) => status.noTicket,
  'ticket-unknown': ({ status }) => status.noTicket,
  'too-many-requests': ({ problems: { tooOften } }, error) => ({
    title: tooOften.title,
    text: tooOften.text(minutesUntil(error)),
  }),
  overloaded: ({ problems }) => problems.busy,
};

/** A problem in plain words, with what to do. */
export function problemPage(
  error: DomainError,
  { site, locale, requestId }: { readonly site: PageSite | null; readonly locale: Locale; readonly requestId: string },
): Page {
  const { status } = PROBLEMS[error.code];
  const { title, text } = (WORDS[error.code] ?? (status >= 500 ? unexpected : unreadable))(PAGE_TEXTS[locale], error, requestId);
  return { view: 'message', status, site, locale, title, model: { paragraphs: [text] } };
}

const unexpected: WordsOf = ({ problems: { unexpected: words } }, _error, requestId) => ({
  title: words.title,
  text: words.text(requestId),
});

const unreadable: WordsOf = ({ problems }) => problems.notReadable;

function minutesUntil(error: DomainError): number {
  const seconds = error instanceof TryLater ? error.retryAfterInSeconds : SECONDS_OF_A_MINUTE;
  return Math.max(1, Math.ceil(seconds / SECONDS_OF_A_MINUTE));
}
