import { deletionAt, isDue, linkLifeBeforeDeletion, reminderSpan, type ReminderSpan } from './reminder';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const APPLIED = new Date('2026-03-01T12:00:00.000Z');
const ON = { deleteUnactivatedEnabled: true, deleteUnactivatedAfterDays: 10, remindDaysBeforeDeletion: 3 };

const after = (milliseconds: number): Date => new Date(APPLIED.getTime() + milliseconds);

function spanAt(now: Date, settings: Partial<typeof ON> = {}): ReminderSpan {
  const span = reminderSpan({ ...ON, ...settings }, now);
  if (span === null) throw new Error('Nobody is reminded.');
  return span;
}

describe('a reminder', () => {
  it.each([
    ['a moment too early', 7 * DAY - 1, false],
    ['as many days before the deletion as the site has set', 7 * DAY, true],
    ['later, where it could not be sent then', 9 * DAY, true],
    ['more than an hour before the deletion', 10 * DAY - HOUR - 1, true],
    ['an hour before it: too late for a link', 10 * DAY - HOUR, false],
    ['at its moment', 10 * DAY, false],
  ])('%s', (_when, age, expected) => {
    expect(isDue(APPLIED, spanAt(after(age)))).toBe(expected);
  });

  it.each<[string, Parameters<typeof reminderSpan>[0]]>([
    ['deletion', { ...ON, deleteUnactivatedEnabled: false }],
    ['the reminder', { ...ON, remindDaysBeforeDeletion: null }],
    ['the number of days', { ...ON, deleteUnactivatedAfterDays: null }],
  ])('is not sent without %s', (_what, settings) => {
    expect(reminderSpan(settings, after(8 * DAY))).toBeNull();
  });

  it('says when the application is deleted: so many times 24 hours after it was sent', () => {
    expect(deletionAt(APPLIED, spanAt(after(0)))).toEqual(after(10 * DAY));
  });
});

describe('the link in a reminder', () => {
  it.each([
    [24, 3 * DAY, 24],
    [168, 3 * DAY, 72],
    [24, DAY - 1, 23],
    [24, 2 * HOUR - 1, 1],
    [1, HOUR + 1, 1],
  ])('of a site whose links work %i hours, %i ms before the deletion, works %i', (life, left, expected) => {
    const now = after(0);
    const deletedAt = new Date(now.getTime() + left);
    expect(linkLifeBeforeDeletion(deletedAt, life, now)).toBe(expected);
    expect(now.getTime() + expected * HOUR).toBeLessThanOrEqual(deletedAt.getTime());
  });
});
