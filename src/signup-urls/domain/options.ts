import { checkLines } from '../../identity';
import { type Checked, refused, valid } from '../../platform/problem/field-fault';
import { type AuthenticationCode } from './authentication-code';
import { checkAuthentication, type KnownCodes, type WantedAuthentication } from './authentication';
import { Faults, type JsonObject } from './faults';

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

/** The options in the body `sent`; what is wrong with them is noted in `faults`. */
export function readOptions(sent: JsonObject, { now, codes }: Present, faults: Faults): WantedOptions {
  const known: KnownCodes = { codes };
  const { authentication, note, endsAt } = sent;
  const read = {
    authentication:
      authentication === undefined ? undefined : checkAuthentication(authentication, known, { faults, path: ['authentication'] }),
    note: note === undefined ? undefined : readNote(note, faults),
    endsAt: endsAt === undefined ? undefined : readEnd(endsAt, now, faults),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

/** The options in a body with nothing else. Throws `validation-failed`, naming every fault. */
export function readEdit(body: unknown, present: Present): WantedOptions {
  const faults = new Faults();
  const sent = faults.object([], body, OPTION_NAMES);
  const options = sent === undefined ? {} : readOptions(sent, present, faults);
  faults.throwIfAny();
  return options;
}

function readNote(value: unknown, faults: Faults): string | null | undefined {
  if (value === null || (typeof value === 'string' && value.trim() === '')) {
    return null;
  }
  const raw = faults.text(['note'], value);
  return raw === undefined ? undefined : faults.take(['note'], checkLines(raw, NOTE_LENGTH));
}

function readEnd(value: unknown, now: Date, faults: Faults): Date | null | undefined {
  if (value === null) {
    return null;
  }
  const raw = faults.text(['endsAt'], value);
  return raw === undefined ? undefined : faults.take(['endsAt'], checkEnd(raw, now));
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
