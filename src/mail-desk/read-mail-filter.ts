import { isDay, nextDay, startOfDay } from '../applications';
import { idAt } from '../platform/ids/id-at';
import { type MailFilter, type MailState, type MailTemplate } from '../mail';
import { type FieldError, ValidationFailed } from '../platform/problem/validation-failed';

/** Which mails, as it is asked for: days are days in the site's time zone. */
export interface MailFilterInput {
  readonly state?: readonly MailState[];
  readonly template?: readonly MailTemplate[];
  readonly queuedFrom?: string;
  readonly queuedTo?: string;
  readonly application?: string;
}

// Before every id, and behind every id.
const [FIRST, LAST] = ['', 'g'];

/** What was asked for, as it is searched; a blank application asks for nothing. Throws `validation-failed` for what is no day. */
export function readMailFilter(input: MailFilterInput, timeZone: string): MailFilter {
  const { queuedFrom, queuedTo, application = '' } = input;
  const faults = (['queuedFrom', 'queuedTo'] as const)
    .filter((field) => input[field] !== undefined && !isDay(input[field]))
    .map((field): FieldError => ({ pointer: `#/${field}`, fault: { code: 'date-invalid' } }));
  if (faults.length > 0) {
    throw new ValidationFailed(faults);
  }
  return {
    states: [...new Set(input.state ?? [])],
    templates: [...new Set(input.template ?? [])],
    ...(application.trim() !== '' && { applicationId: application.trim() }),
    from: queuedFrom === undefined ? FIRST : idAt(startOfDay(queuedFrom, timeZone)),
    before: queuedTo === undefined ? LAST : idAt(startOfDay(nextDay(queuedTo), timeZone)),
  };
}
