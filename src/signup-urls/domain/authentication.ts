import { checkLine } from '../../identity';
import { type Findings, type Path } from '../../platform/problem/findings';
import { type AuthenticationCode, checkCode, comparableCode } from './authentication-code';

export const MOST_CODES = 10;
export const LABEL_LENGTH = { minimum: 1, maximum: 50 } as const;

/** A code as it is wanted: with the id it has, when it is one of those there are. */
export interface WantedCode {
  readonly id?: string;
  readonly code: string;
  readonly label: string | null;
}

/** Whether applicants must type a code, and which ones admit; left out, those there are stay. */
export interface WantedAuthentication {
  readonly required: boolean;
  readonly codes?: readonly WantedCode[];
}

/** What the URL has already. Nothing, when it is about to be published. */
export interface KnownCodes {
  readonly codes: readonly AuthenticationCode[];
}

/** Where something stands in the body, and where what is wrong with it is noted. */
export interface Place {
  readonly findings: Findings;
  readonly path: Path;
}

/**
 * What was sent as `authentication`: a switch, and the codes, of which any one
 * admits. Refused whole, every fault named: none with the switch on, more than
 * ten, one that is blank, too short or long, not all to be seen, or there twice
 * once compared as applicants' codes are. With the switch off codes are kept
 * for later.
 */
export function checkAuthentication(
  value: unknown,
  known: KnownCodes,
  { findings, path }: Place,
): WantedAuthentication | undefined {
  const sent = findings.object(path, value, ['required', 'codes']);
  if (sent === undefined) {
    return undefined;
  }
  const required = readSwitch(sent['required'], { findings, path: [...path, 'required'] });
  const codes = sent['codes'] === undefined ? undefined : readCodes(sent['codes'], known, { findings, path: [...path, 'codes'] });
  if (required && (codes ?? liveAmong(known)).length === 0) {
    findings.add([...path, 'codes'], 'too-few', { minimum: 1 });
  }
  return { required, ...(codes !== undefined && { codes }) };
}

function readSwitch(value: unknown, { findings, path }: Place): boolean {
  return findings.boolean(path, value ?? undefined) ?? false;
}

function liveAmong({ codes }: KnownCodes): readonly AuthenticationCode[] {
  return codes.filter(({ removed }) => !removed);
}

// As long as what was sent, so that it can be counted; what is faulty in it is noted, and never kept.
function readCodes(value: unknown, known: KnownCodes, { findings, path }: Place): WantedCode[] {
  if (!Array.isArray(value)) {
    findings.add(path, 'not-an-array');
    return [{ code: '', label: null }];
  }
  if (value.length > MOST_CODES) {
    findings.add(path, 'too-many', { maximum: MOST_CODES });
  }
  const codes = value.map((item: unknown, i) => readCode(item, known, { findings, path: [...path, String(i)] }));
  noteTwins(codes, { findings, path });
  return codes;
}

function readCode(value: unknown, known: KnownCodes, { findings, path }: Place): WantedCode {
  const sent = findings.object(path, value, ['id', 'code', 'label']);
  if (sent === undefined) {
    return { code: '', label: null };
  }
  const raw = findings.text([...path, 'code'], sent['code'] ?? undefined);
  const code = raw === undefined ? undefined : findings.take([...path, 'code'], checkCode(raw));
  const id = readId(sent['id'], known, { findings, path: [...path, 'id'] });
  const label = readLabel(sent['label'], { findings, path: [...path, 'label'] });
  return { ...(id !== undefined && { id }), code: code ?? '', label };
}

function readId(value: unknown, { codes }: KnownCodes, { findings, path }: Place): string | undefined {
  if (value === undefined || value === null) {
    return undefined;
  }
  const id = findings.text(path, value);
  if (id !== undefined && !codes.some((each) => each.id === id)) {
    findings.add(path, 'authentication-code-unknown');
  }
  return id;
}

function readLabel(value: unknown, { findings, path }: Place): string | null {
  if (value === undefined || value === null || (typeof value === 'string' && value.trim() === '')) {
    return null;
  }
  const raw = findings.text(path, value);
  return raw === undefined ? null : (findings.take(path, checkLine(raw, LABEL_LENGTH)) ?? null);
}

function noteTwins(codes: readonly WantedCode[], { findings, path }: Place): void {
  const seen = new Set<string>();
  const ids = new Set<string>();
  codes.forEach(({ id, code }, i) => {
    const key = comparableCode(code);
    if (key !== '' && seen.has(key)) {
      findings.add([...path, String(i), 'code'], 'duplicate');
    }
    if (id !== undefined && ids.has(id)) {
      findings.add([...path, String(i), 'id'], 'duplicate');
    }
    seen.add(key);
    ids.add(id ?? '');
  });
}

/**
 * The codes of a URL after `wanted`: in the order wanted, removed ones at the
 * end. A code keeps its id when it is named by it, or says the same as one that
 * is there or was; so its counts go on. Ids for new ones come from `newId`.
 */
export function codesAfter(
  wanted: readonly WantedCode[],
  current: readonly AuthenticationCode[],
  newId: () => string,
): AuthenticationCode[] {
  const taken = new Set(wanted.flatMap(({ id }) => id ?? []));
  const sameAs = (code: string): AuthenticationCode | undefined => {
    const alike = current.filter((each) => !taken.has(each.id) && comparableCode(each.code) === comparableCode(code));
    return alike.find(({ removed }) => !removed) ?? alike[0];
  };
  const live = wanted.map(({ id, code, label }): AuthenticationCode => {
    const kept = id ?? sameAs(code)?.id ?? newId();
    taken.add(kept);
    return { id: kept, code, label, removed: false };
  });
  const gone = current.filter(({ id }) => !taken.has(id)).map((code): AuthenticationCode => ({ ...code, removed: true }));
  return [...live, ...gone];
}
