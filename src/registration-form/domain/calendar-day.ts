const CALENDAR_DAY = /^(?!0000)\d{4}-\d{2}-\d{2}$/;

/** Whether a text is a day that exists, as YYYY-MM-DD (RFC 3339, full-date). Such texts sort as their days do. */
export function isCalendarDay(text: string): boolean {
  if (!CALENDAR_DAY.test(text)) {
    return false;
  }
  const moment = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text);
}
