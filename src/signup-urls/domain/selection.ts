import { Findings, type Path } from '../../platform/problem/findings';
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
  const findings = new Findings();
  const present: Present = { now, codes: [] };
  const sent = findings.object([], body, ['groups', ...OPTION_NAMES]) ?? {};
  const groups = readGroups(sent['groups'], findings);
  const options = readOptions(sent, present, findings);
  findings.throwIfAny();
  return { groups, options };
}

/** A body that says which URLs to stop: those of groups, or these. Throws `validation-failed`. */
export function readUrlSelection(body: unknown): UrlSelection {
  const findings = new Findings();
  const sent = findings.object([], body, ['groups', 'signupUrlIds']) ?? {};
  const { groups, signupUrlIds } = sent;
  if (groups !== undefined && signupUrlIds !== undefined) {
    findings.add(['signupUrlIds'], 'unknown-field');
  }
  const selection: UrlSelection =
    signupUrlIds === undefined
      ? readGroups(groups, findings)
      : { by: 'urls', ids: readIds(signupUrlIds, ['signupUrlIds'], findings) };
  findings.throwIfAny();
  return selection;
}

function readGroups(value: unknown, findings: Findings): GroupSelection {
  const path = ['groups'];
  const sent = findings.object(path, value, ['ids', 'filter', 'expectedCount']);
  if (sent === undefined) {
    return { by: 'ids', ids: [] };
  }
  const { ids, filter, expectedCount } = sent;
  if (filter === undefined) {
    noteUnless(expectedCount === undefined, [...path, 'expectedCount'], findings);
    return { by: 'ids', ids: readIds(ids, [...path, 'ids'], findings) };
  }
  noteUnless(ids === undefined, [...path, 'ids'], findings);
  return {
    by: 'filter',
    filter: readFilter(filter, [...path, 'filter'], findings),
    expectedCount: readCount(expectedCount, [...path, 'expectedCount'], findings),
  };
}

// Belongs to the other way of selecting.
function noteUnless(isLeftOut: boolean, path: Path, findings: Findings): void {
  if (!isLeftOut) {
    findings.add(path, 'unknown-field');
  }
}

function readCount(value: unknown, path: Path, findings: Findings): number | null {
  if (value === undefined) {
    return null;
  }
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    findings.add(path, 'not-an-integer');
    return null;
  }
  return value;
}

/** Each once, in the order given. */
function readIds(value: unknown, path: Path, findings: Findings): string[] {
  if (!Array.isArray(value)) {
    findings.add(path, value === undefined ? 'required' : 'not-an-array');
    return [];
  }
  if (value.length === 0) {
    findings.add(path, 'too-few', { minimum: 1 });
  }
  if (value.length > MOST_NAMED) {
    findings.add(path, 'too-many', { maximum: MOST_NAMED });
    return [];
  }
  const ids = value.flatMap((id: unknown, i) => findings.text([...path, String(i)], id ?? undefined) ?? []);
  return [...new Set(ids)];
}
