import { DomainError } from './domain-error';
import { type FieldFault } from './field-fault';

/** What is wrong with one field; `pointer` is an RFC 6901 pointer as URI fragment, `#/email`. */
export interface FieldError {
  readonly pointer: string;
  readonly fault: FieldFault;
}

/** Something in the request is not acceptable; every faulty field is named at once. */
export class ValidationFailed extends DomainError {
  constructor(readonly errors: readonly FieldError[]) {
    super('validation-failed', 'Some fields cannot be accepted as they are; see errors.');
  }
}

/** The RFC 6901 pointer of a path of keys, as URI fragment (§6): `#/answers/0`. */
export function pointerTo(path: readonly string[]): string {
  const token = (key: string): string => encodeURIComponent(key.toWellFormed().replaceAll('~', '~0').replaceAll('/', '~1'));
  return `#${path.map((key) => `/${token(key)}`).join('')}`;
}
