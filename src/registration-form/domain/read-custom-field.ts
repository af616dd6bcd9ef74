import { checkLine } from '../../identity';
import { type Findings, type JsonObject, type Path } from '../../platform/problem/findings';
import { OPTIONS } from './field-limits';
import { BUILT_IN_KEYS, type CustomField, type CustomType, type FieldOption } from './form-field';
import { LIMITS, readLimits } from './read-limits';
import { DESCRIPTION, LABEL, readTexts } from './texts';

const OPTION_VALUE = { minimum: 1, maximum: 100 } as const;
const LONGEST_KEY = 40;

const KEY = /^[A-Za-z][A-Za-z0-9_]{0,39}$/;

// Names of the built-in fields, of what a sign-up URL asks, and those that every object in JavaScript has already.
const RESERVED: ReadonlySet<string> = new Set(
  [...BUILT_IN_KEYS, 'authenticationCode', ...Object.getOwnPropertyNames(Object.prototype), 'prototype'].map((key) =>
    key.toLowerCase(),
  ),
);

const MEMBERS = ['type', 'key', 'required', 'label', 'description'];

const WITH_OPTIONS: ReadonlySet<CustomType> = new Set(['radio', 'checkbox', 'pull-down']);

/** A question of the site's own. */
export function readCustomField(findings: Findings, path: Path, sent: JsonObject, type: CustomType): CustomField {
  const members = WITH_OPTIONS.has(type) ? [...MEMBERS, 'options'] : MEMBERS;
  findings.refuseOthers(path, sent, [...members, ...LIMITS[type]]);
  const required = sent['required'] === undefined ? false : findings.boolean([...path, 'required'], sent['required']);
  const options = WITH_OPTIONS.has(type) ? readOptions(findings, [...path, 'options'], sent['options']) : [];
  const field = {
    type,
    key: readKey(findings, [...path, 'key'], sent['key']),
    required: required ?? false,
    label: readTexts(findings, [...path, 'label'], sent['label'], { ...LABEL, required: true }),
    description: readTexts(findings, [...path, 'description'], sent['description'], DESCRIPTION),
    ...(WITH_OPTIONS.has(type) && { options }),
    ...readLimits(findings, path, sent, { type, options: options.length }),
  };
  // Each type has been read with the members that it has.
  return field as CustomField;
}

function readKey(findings: Findings, path: Path, value: unknown): string {
  const key = findings.text(path, value);
  if (key === undefined) {
    return '';
  }
  if (!KEY.test(key)) {
    findings.add(path, 'field-key-invalid', { maximum: LONGEST_KEY });
  } else if (RESERVED.has(key.toLowerCase())) {
    findings.add(path, 'field-key-reserved');
  }
  return key;
}

function readOptions(findings: Findings, path: Path, value: unknown): readonly FieldOption[] {
  if (!Array.isArray(value)) {
    findings.add(path, value === undefined ? 'required' : 'not-an-array');
    return [];
  }
  if (value.length < OPTIONS.minimum || value.length > OPTIONS.maximum) {
    const isEmpty = value.length < OPTIONS.minimum;
    findings.add(path, isEmpty ? 'too-few' : 'too-many', isEmpty ? { minimum: OPTIONS.minimum } : { maximum: OPTIONS.maximum });
    return [];
  }
  const seen = new Set<string>();
  return value.flatMap((each: unknown, i) => readOption(findings, [...path, String(i)], each, seen));
}

function readOption(findings: Findings, path: Path, sent: unknown, seen: Set<string>): readonly FieldOption[] {
  const option = findings.object(path, sent, ['value', 'label']);
  if (option === undefined) {
    return [];
  }
  const label = readTexts(findings, [...path, 'label'], option['label'], { ...LABEL, required: true });
  const raw = findings.text([...path, 'value'], option['value']);
  const value = raw === undefined ? undefined : findings.take([...path, 'value'], checkLine(raw, OPTION_VALUE));
  if (value === undefined) {
    return [];
  }
  if (seen.has(value)) {
    findings.add([...path, 'value'], 'duplicate');
  }
  seen.add(value);
  return [{ value, label }];
}
