// Three centuries either way are enough, and keep clear of where calendars and clocks come to an end.
const DAY = /^(?:1[7-9]|2[0-3])\d{2}-\d{2}-\d{2}$/;
const HOURS_IN_MS = 3_600_000;

/** Whether a text is a day that exists, as YYYY-MM-DD. */
export function isDay(text: string): boolean {
  return DAY.test(text) && dayOf(Date.parse(`${text}T00:00:00Z`), 'UTC') === text;
}

/** The day after. */
export function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 24 * HOURS_IN_MS).toISOString().slice(0, 10);
}

/**
 * The moment a day begins in a time zone: the first at which its calendar shows
 * that day. Where midnight is skipped, as at the start of summer time in some
 * countries, that is one o'clock; of a day that a country skipped altogether,
 * the next one's beginning.
 */
export function startOfDay(day: string, timeZone: string): Date {
  // No zone has ever been further from UTC than 16 hours.
  let before = Date.parse(`${day}T00:00:00Z`) - 16 * HOURS_IN_MS;
  let after = before + 32 * HOURS_IN_MS;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (dayOf(middle, timeZone) < day) {
      before = middle;
    } else {
      after = middle;
    }
  }
  return new Date(after);
}

const calendars = new Map<string, Intl.DateTimeFormat>();

/** The day, YYYY-MM-DD, that a calendar in the zone shows at a moment; empty for what is no moment. */
export function dayOf(moment: number, timeZone: string): string {
  if (Number.isNaN(moment)) {
    return '';
  }
  let calendar = calendars.get(timeZone);
  if (calendar === undefined) {
    calendar = new Intl.DateTimeFormat('en', {
      timeZone,
      calendar: 'gregory',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    calendars.set(timeZone, calendar);
  }
  const parts = Object.fromEntries(calendar.formatToParts(moment).map(({ type, value }) => [type, value]));
  return `${(parts['year'] ?? '').padStart(4, '0')}-${parts['month'] ?? ''}-${parts['day'] ?? ''}`;
}
