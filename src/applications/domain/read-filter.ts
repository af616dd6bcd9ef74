import { pointerTo, ValidationFailed } from '../../platform/problem/validation-failed';
import { type ApplicationFilter } from './application-filter';
import { type ApplicationStatus } from './application-lifecycle';

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
 * What was asked for, as it is searched. A condition that cannot be searched
 * by is refused: to leave it out would be to decide on others than were meant.
 *
 * @param pointer where the filter stands in the request
 * Throws `validation-failed`.
 */
export function readFilter({ status = [], ...others }: FilterInput, _timeZone: string, pointer = '#'): ApplicationFilter {
  const asked = Object.entries<unknown>({ ...others }).filter(([, value]) => value !== undefined);
  if (asked.length > 0) {
    throw new ValidationFailed(
      asked.map(([field]) => ({ pointer: `${pointer}${pointerTo([field]).slice(1)}`, fault: { code: 'unknown-field' } })),
    );
  }
  return { statuses: [...new Set(status)] };
}
