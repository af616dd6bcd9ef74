import { emailDomainKey, searchKey } from '../../identity';
import { type FieldError, ValidationFailed } from '../../platform/problem/validation-failed';
import { type ApplicationFilter } from './application-filter';
import { type ApplicationStatus } from './application-lifecycle';
import { isDay, nextDay, startOfDay } from './day-in-zone';

/** Which applications, as it is asked for: days are days in the site's time zone, texts as somebody typed them. */
export interface FilterInput {
  readonly status?: readonly ApplicationStatus[];
  readonly loginId?: string;
  readonly email?: string;
  readonly name?: string;
  readonly appliedFrom?: string;
  readonly appliedTo?: string;
  readonly group?: string;
  readonly signupUrl?: string;
  readonly authenticationCode?: string;
  readonly mailState?: NonNullable<ApplicationFilter['mailState']>;
  readonly decidedBy?: string;
}

/**
 * What was asked for, as it is searched. Blank texts ask for nothing.
 *
 * @param pointer where the filter stands in the request
 * Throws `validation-failed` for what is no day.
 */
export function readFilter(input: FilterInput, timeZone: string, pointer = '#'): ApplicationFilter {
  const faults = (['appliedFrom', 'appliedTo'] as const)
    .filter((field) => input[field] !== undefined && !isDay(input[field]))
    .map((field): FieldError => ({ pointer: `${pointer}/${field}`, fault: { code: 'date-invalid' } }));
  if (faults.length > 0) {
    throw new ValidationFailed(faults);
  }
  const { appliedFrom, appliedTo } = input;
  return {
    statuses: [...new Set(input.status ?? [])],
    ...said('loginId', input.loginId, (text) => text.normalize('NFKC').toLowerCase()),
    ...said('email', input.email, emailBeginning),
    ...said('name', input.name, searchKey),
    ...(appliedFrom !== undefined && { appliedFrom: startOfDay(appliedFrom, timeZone) }),
    ...(appliedTo !== undefined && { appliedBefore: startOfDay(nextDay(appliedTo), timeZone) }),
    ...said('groupId', input.group),
    ...said('signupUrlId', input.signupUrl),
    ...said('authenticationCodeId', input.authenticationCode),
    ...(input.mailState !== undefined && { mailState: input.mailState }),
    ...said('decidedById', input.decidedBy),
  };
}

function said<Field extends keyof ApplicationFilter>(
  field: Field,
  text: string | undefined,
  asCompared: (text: string) => string = (same) => same,
): Partial<Record<Field, string>> {
  const compared = asCompared((text ?? '').trim()).trim();
  return compared === '' ? {} : ({ [field]: compared } as Partial<Record<Field, string>>);
}

/** Addresses are compared with their domain as A-labels; the beginning of a domain is left as it is typed. */
function emailBeginning(text: string): string {
  const typed = text.normalize('NFKC').toLowerCase();
  const at = typed.lastIndexOf('@');
  return at === -1 ? typed : `${typed.slice(0, at)}@${emailDomainKey(typed.slice(at + 1))}`;
}
