import { accessTokenSeconds, endOfSession, GRACE_MS, judgeRefresh, MEMBER_SESSION, STAFF_SESSION } from './session-life';

const NOW = new Date('2026-04-01T09:00:00.000Z');
const after = (ms: number): Date => new Date(NOW.getTime() + ms);

describe.each([
  ['staff', STAFF_SESSION],
  ['members', MEMBER_SESSION],
])('a session of %s', (_, life) => {
  it('ends when it is not used for a while, or when it is old, whatever comes first', () => {
    expect(endOfSession(life, NOW, NOW)).toEqual(after(life.idleMs));
    const lastDay = after(life.wholeMs - 1);
    expect(endOfSession(life, NOW, lastDay)).toEqual(after(life.wholeMs));
  });

  it('has access tokens that never outlive it', () => {
    expect(accessTokenSeconds(life, { lastUsedAt: NOW, expiresAt: after(life.idleMs) })).toBe(life.accessTokenMs / 1000);
    expect(accessTokenSeconds(life, { lastUsedAt: NOW, expiresAt: after(5500) })).toBe(5);
    expect(accessTokenSeconds(life, { lastUsedAt: NOW, expiresAt: after(0) })).toBe(1);
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
    ['repeat', 'family', 'before', GRACE_MS],
    ['reused', 'family', 'before', GRACE_MS + 1],
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
