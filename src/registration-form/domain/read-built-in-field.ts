import { type FieldFaultCode } from '../../platform/problem/field-fault';
import { type Findings, type JsonObject, type Path } from '../../platform/problem/findings';
import { BUILT_IN_KEYS, type BuiltInField, type BuiltInKey, INDISPENSABLE } from './form-field';
import { DESCRIPTION, LABEL, readTexts } from './texts';

const MEMBERS = ['type', 'key', 'used', 'required', 'label', 'description'];

/** What a site wishes of a built-in field; undefined for one that there is not. */
export function readBuiltInField(
  findings: Findings,
  path: Path,
  sent: JsonObject,
  rules: { readonly usesLoginId: boolean },
): BuiltInField | undefined {
  findings.refuseOthers(path, sent, MEMBERS);
  const { key } = sent;
  if (!isBuiltInKey(key)) {
    findings.add([...path, 'key'], key === undefined ? 'required' : 'not-one-of', { allowed: BUILT_IN_KEYS.join(', ') });
    return undefined;
  }
  const isIndispensable = INDISPENSABLE.has(key) && (key !== 'loginId' || rules.usesLoginId);
  return {
    type: 'built-in',
    key,
    used: readSwitch(findings, [...path, 'used'], sent['used'], {
      usual: true,
      whyOn: isIndispensable ? 'field-always-used' : null,
    }),
    required: readSwitch(findings, [...path, 'required'], sent['required'], {
      usual: isIndispensable,
      whyOn: isIndispensable ? 'field-always-required' : null,
    }),
    label: readTexts(findings, [...path, 'label'], sent['label'], LABEL),
    description: readTexts(findings, [...path, 'description'], sent['description'], DESCRIPTION),
  };
}

interface Switch {
  /** What holds where nothing is said. */
  readonly usual: boolean;
  /** Why it cannot be switched off; null when it can. */
  readonly whyOn: FieldFaultCode | null;
}

function readSwitch(findings: Findings, path: Path, value: unknown, { usual, whyOn }: Switch): boolean {
  const isOn = value === undefined ? usual : findings.boolean(path, value);
  if (isOn === false && whyOn !== null) {
    findings.add(path, whyOn);
  }
  return isOn ?? false;
}

function isBuiltInKey(key: unknown): key is BuiltInKey {
  return (BUILT_IN_KEYS as readonly unknown[]).includes(key);
}
