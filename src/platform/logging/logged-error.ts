import { QueryFailedError } from 'typeorm';

export interface LoggedError {
  readonly type: string;
  readonly code?: string;
  readonly message: string;
  readonly stack: string;
  readonly cause?: LoggedError;
}

const ADDRESS = /[^\s@<>"'(]+@[^\s@<>"')]+/g;

/**
 * What the log says of an error: where and what, nothing of a person. A failed
 * query is named by the driver's code and its SQL; its parameters, and the
 * driver's message (which quotes them), stay out. E-mail addresses are masked.
 */
export function loggedError(error: unknown): LoggedError {
  if (!(error instanceof Error)) {
    return { type: typeof error, message: masked(String(error)), stack: '' };
  }
  const code = codeOf(error);
  const message = error instanceof QueryFailedError ? `query failed: ${error.query}` : error.message;
  return {
    type: error.name,
    ...(code !== undefined && { code }),
    message: masked(message),
    stack: framesOf(error),
    ...(error.cause instanceof Error && { cause: loggedError(error.cause) }),
  };
}

function codeOf(error: Error): string | undefined {
  const source: unknown = error instanceof QueryFailedError ? error.driverError : error;
  return source instanceof Error && 'code' in source && typeof source.code === 'string' ? source.code : undefined;
}

// The stack begins with the message, which is masked apart.
function framesOf(error: Error): string {
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
}

function masked(text: string): string {
  return text.replace(ADDRESS, '***@***');
}
