import { ConfigError } from '../../platform/config/load-config';
import { faultText } from '../../platform/i18n';
import { ValidationFailed } from '../../platform/problem/validation-failed';

/** Why a command was not done, in one line and without a stack; of the configuration, a line for each setting at fault. */
export function sentenceOf(error: unknown): string {
  if (error instanceof ConfigError) {
    return error.message;
  }
  if (error instanceof ValidationFailed) {
    return error.errors.map(({ pointer, fault }) => `${fieldOf(pointer)}: ${faultText(fault, 'en')}`).join(' ');
  }
  return messageOf(error).split('\n', 1)[0] ?? '';
}

/** The path of a field as people write it: `#/deleteUnactivated/afterDays` is `deleteUnactivated.afterDays`. */
function fieldOf(pointer: string): string {
  return pointer.replace(/^#\//, '').split('/').map(decodeURIComponent).join('.');
}

function messageOf(error: unknown): string {
  // Of several addresses of one host, each has said why not.
  if (error instanceof AggregateError && error.message === '') {
    return messageOf(error.errors[0]);
  }
  const message = error instanceof Error ? error.message : String(error);
  return error instanceof Error && error.cause instanceof Error ? `${message} ${messageOf(error.cause)}` : message;
}
