import { checkLine } from '../../identity';
import { type Checked, type FieldFault, refused, valid } from '../../platform/problem/field-fault';
import { isJsonObject, type JsonObject } from '../../platform/problem/findings';
import { type FieldError, pointerTo } from '../../platform/problem/validation-failed';

export const LMS_ID_LENGTH = { minimum: 1, maximum: 100 } as const;
export const GROUP_NAME_LENGTH = { minimum: 1, maximum: 30 } as const;
export const GROUP_CODE_LENGTH = { minimum: 1, maximum: 30 } as const;
export const MEMBER_LIMIT = { minimum: 1, maximum: 1_000_000 } as const;

/** A group as the LMS wants it to be: the whole of it. */
export interface WantedGroup {
  readonly lmsId: string;
  readonly name: string;
  readonly code: string | null;
  /** What the LMS calls the group above it; null: none. */
  readonly parentLmsId: string | null;
  readonly memberLimit: number | null;
  readonly archived: boolean;
}

/** What could be read of a group that somebody sent. */
export interface ReadGroup {
  /** Null where it cannot be read. */
  readonly lmsId: string | null;
  /** Null when anything is wrong with it. */
  readonly wanted: WantedGroup | null;
  /** Pointers are into the group itself: `#/name`. */
  readonly errors: readonly FieldError[];
}

type Rules = { readonly [Member in keyof WantedGroup]: (sent: unknown) => Checked<WantedGroup[Member]> };

/** Each member and which values it takes. What is left out may be: it has no value then, `archived` is false. */
const RULES: Rules = {
  lmsId: required(text(checkLmsId)),
  name: required(text((raw) => checkLine(raw, GROUP_NAME_LENGTH))),
  code: orNone(text((raw) => checkLine(raw, GROUP_CODE_LENGTH))),
  parentLmsId: orNone(text(checkLmsId)),
  memberLimit: orNone(checkMemberLimit),
  archived: (sent) => (sent === undefined ? valid(false) : checkSwitch(sent)),
};

const MEMBERS = Object.keys(RULES) as (keyof WantedGroup)[];

// An object can hold thousands of members nobody asked for. Naming the first ones is help enough.
const MOST_UNKNOWN_MEMBERS = 10;

/**
 * Reads a group that somebody sent, of any shape; every fault is named at once.
 * An upsert is of the whole group: what is left out is taken away, not kept.
 */
export function readGroup(sent: unknown): ReadGroup {
  if (!isJsonObject(sent)) {
    return { lmsId: null, wanted: null, errors: [faultAt([], { code: 'not-an-object' })] };
  }
  const checks = MEMBERS.map((member) => {
    const checked: Checked<unknown> = RULES[member](Object.hasOwn(sent, member) ? sent[member] : undefined);
    return { member, checked };
  });
  const read = Object.fromEntries(checks.flatMap(({ member, checked }) => (checked.ok ? [[member, checked.value]] : [])));
  const faults = checks.flatMap(({ member, checked }) => (checked.ok ? [] : [faultAt([member], checked.fault)]));
  const errors = [...unknownMembers(sent), ...faults];
  const { lmsId = null, parentLmsId = null } = read as Partial<WantedGroup>;
  if (lmsId !== null && parentLmsId === lmsId) {
    errors.push(faultAt(['parentLmsId'], { code: 'parent-itself' }));
  }
  return { lmsId, wanted: errors.length === 0 ? (read as unknown as WantedGroup) : null, errors };
}

/** As {@link readGroup}, of a group whose LMS id is in the address; its members may name it once more, but no other. */
export function readGroupCalled(lmsId: string, sent: unknown): ReadGroup {
  if (!isJsonObject(sent)) {
    return readGroup(sent);
  }
  const read = readGroup({ ...sent, lmsId });
  const repeated = Object.hasOwn(sent, 'lmsId') ? RULES.lmsId(sent['lmsId']) : null;
  if (read.lmsId === null || repeated === null || (repeated.ok && repeated.value === read.lmsId)) {
    return read;
  }
  return {
    ...read,
    wanted: null,
    errors: [faultAt(['lmsId'], { code: 'not-one-of', facts: { allowed: read.lmsId } }), ...read.errors],
  };
}

/**
 * What an LMS calls a group: 1 to 100 characters, trimmed and in NFC, compared
 * exactly. Characters nobody sees are refused, also those that a name is freed
 * of silently: two ids of the LMS must not become one.
 */
export function checkLmsId(raw: string): Checked<string> {
  const checked = checkLine(raw, LMS_ID_LENGTH);
  return checked.ok && checked.value !== raw.normalize('NFC').trim() ? refused('invisible-characters') : checked;
}

function unknownMembers(sent: JsonObject): FieldError[] {
  return Object.keys(sent)
    .filter((key) => !(MEMBERS as readonly string[]).includes(key))
    .slice(0, MOST_UNKNOWN_MEMBERS)
    .map((key) => faultAt([key], { code: 'unknown-field' }));
}

function required<T>(check: (sent: unknown) => Checked<T>): (sent: unknown) => Checked<T> {
  return (sent) => (sent === undefined || sent === null ? refused('required') : check(sent));
}

function orNone<T>(check: (sent: unknown) => Checked<T>): (sent: unknown) => Checked<T | null> {
  return (sent) => (sent === undefined || sent === null ? valid(null) : check(sent));
}

function text(check: (raw: string) => Checked<string>): (sent: unknown) => Checked<string> {
  return (sent) => (typeof sent === 'string' ? check(sent) : refused('not-a-string'));
}

function checkMemberLimit(sent: unknown): Checked<number> {
  if (typeof sent !== 'number' || !Number.isInteger(sent)) {
    return refused('not-an-integer');
  }
  return sent < MEMBER_LIMIT.minimum || sent > MEMBER_LIMIT.maximum ? refused('out-of-range', MEMBER_LIMIT) : valid(sent);
}

function checkSwitch(sent: unknown): Checked<boolean> {
  return typeof sent === 'boolean' ? valid(sent) : refused('not-a-boolean');
}

function faultAt(path: readonly string[], fault: FieldFault): FieldError {
  return { pointer: pointerTo(path), fault };
}
