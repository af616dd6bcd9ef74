import { isLive } from './signup-url-life';

const NOW = new Date('2026-04-01T12:00:00.000Z');
const BEFORE = new Date('2026-04-01T11:59:59.999Z');
const AFTER = new Date('2026-04-01T12:00:00.001Z');

describe('a sign-up URL', () => {
  it.each([
    [null, null, true],
    [null, AFTER, true],
    [null, NOW, false],
    [null, BEFORE, false],
    [BEFORE, null, false],
    [BEFORE, AFTER, false],
  ])('stopped at %p, ending at %p: live is %p', (stoppedAt, endsAt, expected) => {
    expect(isLive({ stoppedAt, endsAt }, NOW)).toBe(expected);
  });
});
