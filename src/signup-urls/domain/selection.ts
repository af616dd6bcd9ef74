import { Faults, type Path } from './faults';
import { type GroupFilter, readFilter } from './group-filter';
import { OPTION_NAMES, type Present, readOptions, type WantedOptions } from './options';

/** The most that can be named one by one; a filter can select any number. */
export const MOST_NAMED = 10_000;

export type GroupSelection =
  | { readonly by: 'ids'; readonly ids: readonly string[] }
  | { readonly by: 'filter'; readonly filter: GroupFilter; readonly expectedCount: number | null };

export type UrlSelection = GroupSelection | { readonly by: 'urls'; readonly ids: readonly string[] };

export interface BulkPublishing {
  readonly groups: GroupSelection;
  readonly options: WantedOptions;
}

/** A body that asks to publish for many groups. Throws `validation-failed`, naming every fault. */
export function readBulkPublishing(body: unknown, now: Date): BulkPublishing {
  const faults = new Faults();
  const present: Present = { now, codes: [] };
  const sent = faults.object([], body, ['groups', ...OPTION_NAMES]) ?? {};
  const groups = readGroups(sent['groups'], faults);
  const options = readOptions(sent, present, faults);
  faults.throwIfAny();
  return { groups, options };
}

/** A body that says which URLs to stop: those of groups, or these. Throws `validation-failed`. */
export function readUrlSelection(body: unknown): UrlSelection {
  const faults = new Faults();
  const sent = faults.object([], body, ['groups', 'signupUrlIds']) ?? {};
  const { groups, signupUrlIds } = sent;
  if (groups !== undefined && signupUrlIds !== undefined) {
    faults.add(['signupUrlIds'], 'unknown-field');
  }
  const selection: UrlSelection =
    signupUrlIds === undefined
      ? readGroups(groups, faults)
      : { by: 'urls', ids: readIds(signupUrlIds, ['signupUrlIds'], faults) };
  faults.throwIfAny();
  return selection;
}

function readGroups(value: unknown, faults: Faults): GroupSelection {
  const path = ['groups'];
  const sent = faults.object(path, value, ['ids', 'filter', 'expectedCount']);
  if (sent === undefined) {
    return { by: 'ids', ids: [] };
  }
  const { ids, filter, expectedCount } = sent;
  if (filter === undefined) {
    noteUnless(expectedCount === undefined, [...path, 'expectedCount'], faults);
    return { by: 'ids', ids: readIds(ids, [...path, 'ids'], faults) };
  }
  noteUnless(ids === undefined, [...path, 'ids'], faults);
  return {
    by: 'filter',
    filter: readFilter(filter, [...path, 'filter'], faults),
    expectedCount: readCount(expectedCount, [...path, 'expectedCount'], faults),
  };
}

// Belongs to the other way of selecting.
function noteUnless(isLeftOut: boolean, path: Path, faults: Faults): void {
  if (!isLeftOut) {
    faults.add(path, 'unknown-field');
  }
}

function readCount(value: unknown, path: Path, faults: Faults): number | null {
  if (value === undefined) {
    return null;
  }
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    faults.add(path, 'not-an-integer');
    return null;
  }
  return value;
}

/** Each once, in the order given. */
function readIds(value: unknown, path: Path, faults: Faults): string[] {
  if (!Array.isArray(value)) {
    faults.add(path, value === undefined ? 'required' : 'not-an-array');
    return [];
  }
  if (value.length === 0) {
    faults.add(path, 'too-few', { minimum: 1 });
  }
  if (value.length > MOST_NAMED) {
    faults.add(path, 'too-many', { maximum: MOST_NAMED });
    return [];
  }
  const ids = value.flatMap((id: unknown, i) => faults.text([...path, String(i)], id) ?? []);
  return [...new Set(ids)];
}
