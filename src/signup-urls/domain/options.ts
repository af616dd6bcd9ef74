import { checkLines } from '../../identity';
import { type Checked, refused, valid } from '../../platform/problem/field-fault';
import { Findings, type JsonObject } from '../../platform/problem/findings';
import { type AuthenticationCode } from './authentication-code';
import { checkAuthentication, type KnownCodes, type WantedAuthentication } from './authentication';

export const NOTE_LENGTH = { minimum: 1, maximum: 1000 } as const;

/** What is said of a sign-up URL. What is left out stays as it is: without codes, note and end, on a new one. */
export interface WantedOptions {
  readonly authentication?: WantedAuthentication;
  readonly note?: string | null;
  readonly endsAt?: Date | null;
}

export const OPTION_NAMES = ['authentication', 'note', 'endsAt'] as const;

export interface Present {
  readonly now: Date;
  /** The codes of the URL that is edited. */
  readonly codes: readonly AuthenticationCode[];
}

/** The options in the body `sent`; what is wrong with them is noted in `findings`. */
export function readOptions(sent: JsonObject, { now, codes }: Present, findings: Findings): WantedOptions {
  const known: KnownCodes = { codes };
  const { authentication, note, endsAt } = sent;
  const read = {
    authentication:
      authentication === undefined
        ? undefined
        : checkAuthentication(authentication, known, { findings, path: ['authentication'] }),
    note: note === undefined ? undefined : readNote(note, findings),
    endsAt: endsAt === undefined ? undefined : readEnd(endsAt, now, findings),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

/** The options in a body with nothing else. Throws `validation-failed`, naming every fault. */
export function readEdit(body: unknown, present: Present): WantedOptions {
  const findings = new Findings();
  const sent = findings.object([], body, OPTION_NAMES);
  const options = sent === undefined ? {} : readOptions(sent, present, findings);
  findings.throwIfAny();
  return options;
}

function readNote(value: unknown, findings: Findings): string | null | undefined {
  if (value === null || (typeof value === 'string' && value.trim() === '')) {
    return null;
  }
  const raw = findings.text(['note'], value);
  return raw === undefined ? undefined : findings.take(['note'], checkLines(raw, NOTE_LENGTH));
}

function readEnd(value: unknown, now: Date, findings: Findings): Date | null | undefined {
  if (value === null) {
    return null;
  }
  const raw = findings.text(['endsAt'], value);
  return raw === undefined ? undefined : findings.take(['endsAt'], checkEnd(raw, now));
}

const MOMENT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;
const LAST_YEAR = 9999;

/** When a URL ends: an ISO 8601 moment with its offset, in the future. */
function checkEnd(raw: string, now: Date): Checked<Date> {
  const [, day] = MOMENT.exec(raw) ?? [];
  const moment = new Date(raw);
  if (day === undefined || !isDay(day) || Number.isNaN(moment.getTime()) || moment.getUTCFullYear() > LAST_YEAR) {
    return refused('moment-invalid');
  }
  return moment <= now ? refused('moment-passed') : valid(moment);
}

// Date takes 30 February for 2 March.
function isDay(day: string): boolean {
  const midnight = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day);
}
