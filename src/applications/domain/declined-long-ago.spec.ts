import { APPLICATION_STATUSES } from './application-lifecycle';
import { isDeclinedUntil } from './declined-long-ago';

const UNTIL = new Date('2026-03-01T12:00:00.000Z');
const before = new Date(UNTIL.getTime() - 1);
const after = new Date(UNTIL.getTime() + 1);

describe('an application', () => {
  it.each([
    [before, true],
    [UNTIL, true],
    [after, false],
    [null, false],
  ])('declined at %p was declined until then: %p', (decidedAt, expected) => {
    expect(isDeclinedUntil({ status: 'not_approved', decidedAt }, UNTIL)).toBe(expected);
  });

  it.each(APPLICATION_STATUSES.filter((status) => status !== 'not_approved'))('that is %s is not declined', (status) => {
    expect(isDeclinedUntil({ status, decidedAt: before }, UNTIL)).toBe(false);
  });
});
