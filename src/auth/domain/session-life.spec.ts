import { endOfSession, judgeRefresh, SESSION_LIFE } from './session-life';

const NOW = new Date('2026-04-01T09:00:00.000Z');
const after = (ms: number): Date => new Date(NOW.getTime() + ms);

describe('a session', () => {
  it('ends when it is not used for a while, or after a week, whatever comes first', () => {
    expect(endOfSession(NOW, NOW)).toEqual(after(SESSION_LIFE.idleMs));
    const lastDay = after(SESSION_LIFE.wholeMs - 1);
    expect(endOfSession(NOW, lastDay)).toEqual(after(SESSION_LIFE.wholeMs));
  });
});

describe('a refresh token', () => {
  const session = {
    familyHash: 'family',
    refreshHash: 'present',
    previousRefreshHash: 'before',
    lastUsedAt: NOW,
    expiresAt: after(60_000),
  };
  it.each([
    ['rotate', 'family', 'present', 0],
    ['rotate', 'family', 'present', 59_999],
    ['refuse', 'family', 'present', 60_000],
    ['repeat', 'family', 'before', 0],
    ['repeat', 'family', 'before', SESSION_LIFE.graceMs],
    ['reused', 'family', 'before', SESSION_LIFE.graceMs + 1],
    ['reused', 'family', 'long ago', 0],
    ['refuse', 'made up', 'present', 0],
    ['refuse', 'made up', 'before', 0],
    ['refuse', 'made up', 'long ago', 0],
  ])('is to %s: %s, %s, %i ms after the last refresh', (verdict, familyHash, refreshHash, ms) => {
    expect(judgeRefresh({ familyHash, refreshHash }, session, after(ms))).toBe(verdict);
  });

  it('of a session that was never refreshed has none before it', () => {
    const fresh = { ...session, previousRefreshHash: null };
    expect(judgeRefresh({ familyHash: 'family', refreshHash: 'before' }, fresh, NOW)).toBe('reused');
  });
});
