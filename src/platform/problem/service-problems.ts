import { type ProblemKind } from './problem-kind';

/** What is wrong with the service itself. Part of {@link PROBLEMS}. */
export const SERVICE_PROBLEMS = {
  'internal-error': {
    status: 500,
    title: 'Something went wrong on our side',
    meaning: 'Nothing about the cause is said here; the log has it under `requestId`.',
  },
  'database-unavailable': {
    status: 503,
    title: 'The service cannot reach its database',
    meaning:
      'Ask again after the seconds in `Retry-After`. Most likely nothing was done; where it matters, send the same `Idempotency-Key` again, and it is done once.',
  },
  overloaded: {
    status: 503,
    title: 'The service has too much to do',
    meaning: 'Nothing was done. Ask again after the seconds in `Retry-After`.',
  },
  'not-ready': { status: 503, title: 'Not ready', meaning: 'Database away, migrations pending, or stopping.' },
} as const satisfies Record<string, ProblemKind>;
