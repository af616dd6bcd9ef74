import { checkMoment } from '../platform/http/moment';
import { type FieldError, ValidationFailed } from '../platform/problem/validation-failed';
import { type HistoryFilter } from './domain/history-filter';
import { type HistorySubject } from './domain/history-subject';

/** Which entries, as it is asked for. Blank texts ask for nothing. */
export interface HistoryFilterInput {
  readonly subject?: readonly HistorySubject[];
  readonly actor?: string;
  readonly about?: string;
  readonly from?: string;
  readonly before?: string;
}

/** Throws `validation-failed` for what is no moment. */
export function readHistoryFilter({ subject = [], actor = '', about = '', from, before }: HistoryFilterInput): HistoryFilter {
  const moments = { from, before };
  const faults: FieldError[] = [];
  const momentIn = (field: keyof typeof moments): Partial<Record<typeof field, Date>> => {
    const checked = moments[field] === undefined ? null : checkMoment(moments[field]);
    if (checked?.ok === false) {
      faults.push({ pointer: `#/${field}`, fault: checked.fault });
    }
    return checked?.ok === true ? { [field]: checked.value } : {};
  };
  const filter = {
    subjects: subject,
    ...(actor !== '' && { actorId: actor }),
    ...(about !== '' && { aboutId: about }),
    ...momentIn('from'),
    ...momentIn('before'),
  };
  if (faults.length > 0) {
    throw new ValidationFailed(faults);
  }
  return filter;
}
