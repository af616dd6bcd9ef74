import { type Checked, refused, valid } from '../problem/field-fault';

const MOMENT = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;
const FIRST_YEAR = 1970;
const LAST_YEAR = 9999;

/** An ISO 8601 moment with its offset. What lies before 1970 is taken for the beginning of 1970. */
export function checkMoment(raw: string): Checked<Date> {
  const [, day] = MOMENT.exec(raw) ?? [];
  const moment = new Date(raw);
  if (day === undefined || !isDay(day) || Number.isNaN(moment.getTime()) || moment.getUTCFullYear() > LAST_YEAR) {
    return refused('moment-invalid');
  }
  return valid(moment.getUTCFullYear() < FIRST_YEAR ? new Date(0) : moment);
}

// Date takes 30 February for 2 March.
function isDay(day: string): boolean {
  const midnight = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day);
}
