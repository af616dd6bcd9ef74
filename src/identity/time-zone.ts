import { type Checked, refused, valid } from '../platform/problem/field-fault';

// The areas of the tz database. Intl takes more: SystemV/PST8, and abbreviations such as IST, which mean another time elsewhere.
const AREA_AND_PLACE =
  /^(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Brazil|Canada|Chile|Etc|Europe|Indian|Mexico|Pacific|US)(?:\/[A-Za-z0-9_+-]{1,32}){1,2}$/i;
const WITHOUT_AREA = /^(?:UTC|GMT)$/i;

// Where Intl answers with a name that the tz database has replaced since; which ones depends on the version of Node.
const RENAMED = new Map([
  ['America/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
  ['America/Catamarca', 'America/Argentina/Catamarca'],
  ['America/Coral_Harbour', 'America/Atikokan'],
  ['America/Cordoba', 'America/Argentina/Cordoba'],
  ['America/Godthab', 'America/Nuuk'],
  ['America/Indianapolis', 'America/Indiana/Indianapolis'],
  ['America/Jujuy', 'America/Argentina/Jujuy'],
  ['America/Louisville', 'America/Kentucky/Louisville'],
  ['America/Mendoza', 'America/Argentina/Mendoza'],
  ['Africa/Asmera', 'Africa/Asmara'],
  ['Asia/Calcutta', 'Asia/Kolkata'],
  ['Asia/Katmandu', 'Asia/Kathmandu'],
  ['Asia/Rangoon', 'Asia/Yangon'],
  ['Asia/Saigon', 'Asia/Ho_Chi_Minh'],
  ['Atlantic/Faeroe', 'Atlantic/Faroe'],
  ['Europe/Kiev', 'Europe/Kyiv'],
  ['Pacific/Enderbury', 'Pacific/Kanton'],
  ['Pacific/Ponape', 'Pacific/Pohnpei'],
  ['Pacific/Truk', 'Pacific/Chuuk'],
]);

/**
 * A time zone by its IANA name, such as `Asia/Tokyo`, or `UTC`: in any case of
 * letters, kept in the spelling of the tz database. Offsets and abbreviations
 * are no names of zones: they know nothing of summer time.
 */
export function checkTimeZone(raw: string): Checked<string> {
  const name = raw.trim();
  const known = AREA_AND_PLACE.test(name) || WITHOUT_AREA.test(name) ? resolve(name) : null;
  return known === null ? refused('time-zone-unknown') : valid(RENAMED.get(known) ?? known);
}

function resolve(name: string): string | null {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}
