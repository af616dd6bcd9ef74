import { Findings } from '../../platform/problem/findings';
import { type FormDefinition, usualField } from './form-definition';
import {
  BUILT_IN_KEYS,
  type BuiltInKey,
  CUSTOM_TYPES,
  type CustomType,
  type FormField,
  INDISPENSABLE,
  isBuiltIn,
} from './form-field';
import { readBuiltInField } from './read-built-in-field';
import { readCustomField } from './read-custom-field';

export const MOST_CUSTOM_FIELDS = 50;

const MOST_FIELDS = BUILT_IN_KEYS.length + MOST_CUSTOM_FIELDS;

/** What the site's settings say about its form. */
export interface DefinitionRules {
  readonly usesLoginId: boolean;
}

/**
 * The form an administrator sent, as it is kept: the fields in their order,
 * built-in ones that were left out at the end, not used. Throws
 * `validation-failed` that names every fault. `sent` may be of any shape.
 */
export function readDefinition(sent: unknown, rules: DefinitionRules): FormDefinition {
  const findings = new Findings();
  const fields = readFields(findings, sent, rules);
  findings.throwIfAny();
  return [...fields, ...BUILT_IN_KEYS.filter((key) => !hasKey(fields, key)).map(usualField)];
}

function readFields(findings: Findings, sent: unknown, rules: DefinitionRules): readonly FormField[] {
  const body = findings.object([], sent, ['fields']);
  if (body === undefined) {
    return [];
  }
  const { fields: list } = body;
  if (!Array.isArray(list)) {
    findings.add(['fields'], list === undefined ? 'required' : 'not-an-array');
    return [];
  }
  if (list.length > MOST_FIELDS) {
    findings.add(['fields'], 'too-many', { maximum: MOST_FIELDS });
    return [];
  }
  const fields = list.map((each: unknown, i) => readField(findings, i, each, rules));
  findDuplicates(findings, fields);
  const known = fields.filter((field) => field !== undefined);
  if (known.filter((field) => !isBuiltIn(field)).length > MOST_CUSTOM_FIELDS) {
    findings.add(['fields'], 'too-many', { maximum: MOST_CUSTOM_FIELDS });
  }
  findMissing(findings, list, rules);
  return known;
}

function readField(findings: Findings, index: number, sent: unknown, rules: DefinitionRules): FormField | undefined {
  const path = ['fields', String(index)];
  const field = findings.object(path, sent);
  if (field === undefined) {
    return undefined;
  }
  const { type } = field;
  if (type === 'built-in') {
    return readBuiltInField(findings, path, field, rules);
  }
  if (isCustomType(type)) {
    return readCustomField(findings, path, field, type);
  }
  const allowed = ['built-in', ...CUSTOM_TYPES].join(', ');
  findings.add([...path, 'type'], type === undefined ? 'required' : 'not-one-of', type === undefined ? undefined : { allowed });
  return undefined;
}

function isCustomType(type: unknown): type is CustomType {
  return (CUSTOM_TYPES as readonly unknown[]).includes(type);
}

/** Keys are told apart without regard to case: people read them in spreadsheets. */
function findDuplicates(findings: Findings, fields: readonly (FormField | undefined)[]): void {
  const seen = new Set<string>();
  fields.forEach((field, i) => {
    const key = field?.key.toLowerCase();
    if (key !== undefined && seen.has(key)) {
      findings.add(['fields', String(i), 'key'], 'duplicate');
    }
    seen.add(key ?? '');
  });
}

// By what was sent, not by what could be read of it: a field with a fault is not missing.
function findMissing(findings: Findings, list: readonly unknown[], rules: DefinitionRules): void {
  const sent = new Set(list.map((each) => (each as { readonly key?: unknown } | null)?.key));
  const missing = [...INDISPENSABLE].filter((key) => !sent.has(key) && (key !== 'loginId' || rules.usesLoginId));
  if (missing.length > 0) {
    findings.add(['fields'], 'fields-missing', { allowed: missing.join(', ') });
  }
}

function hasKey(fields: readonly FormField[], key: BuiltInKey): boolean {
  return fields.some((field) => field.key === key);
}
