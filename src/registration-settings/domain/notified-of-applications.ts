import { type FieldFault } from '../../platform/problem/field-fault';
import { ADMINISTRATORS } from './settings';

export const MOST_NOTIFIED = 50;

/** What is wrong with a value, or with what stands at `at` inside it. */
export interface FaultWithin {
  readonly at: readonly string[];
  readonly fault: FieldFault;
}

/**
 * Who is told of new applications: any of the site's staff by id, and the word
 * `administrators` for whoever is one at that moment. Nobody at all is an empty
 * list. Kept sorted and without repetition, so that the same people are the
 * same value.
 */
export function checkNotified(
  value: unknown,
  staffIds: ReadonlySet<string>,
): { readonly list: readonly string[]; readonly faults: readonly FaultWithin[] } {
  if (!Array.isArray(value)) {
    return { list: [], faults: [{ at: [], fault: { code: 'not-an-array' } }] };
  }
  if (value.length > MOST_NOTIFIED) {
    return { list: [], faults: [{ at: [], fault: { code: 'too-many', facts: { maximum: MOST_NOTIFIED } } }] };
  }
  const list = value.filter((entry) => typeof entry === 'string');
  const faults = value.flatMap((entry: unknown, i) => {
    const fault = faultOf(entry, staffIds);
    return fault === null ? [] : [{ at: [String(i)], fault }];
  });
  return { list: [...new Set(list)].sort(), faults };
}

function faultOf(entry: unknown, staffIds: ReadonlySet<string>): FieldFault | null {
  if (typeof entry !== 'string') {
    return { code: 'not-a-string' };
  }
  return entry === ADMINISTRATORS || staffIds.has(entry) ? null : { code: 'not-on-staff' };
}
