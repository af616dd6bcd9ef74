import { judgeDisowning, linkState } from './link-state';

const NOW = new Date('2026-03-01T12:00:00Z');
const EARLIER = new Date('2026-03-01T11:59:59.999Z');
const LATER = new Date('2026-03-01T12:00:00.001Z');

const waiting = { status: 'not_activated', linkGeneration: 2, linkExpiresAt: LATER, activatedAt: null };

describe('a mailed link', () => {
  it('is open while its application waits for activation', () => {
    expect(linkState(waiting, 2, NOW)).toBe('open');
  });

  it('expires at the moment it says', () => {
    expect(() => linkState({ ...waiting, linkExpiresAt: NOW }, 2, NOW)).toThrow('expired');
    expect(() => linkState({ ...waiting, linkExpiresAt: EARLIER }, 2, NOW)).toThrow('expired');
  });

  it.each([0, 1, 3])('of generation %i is dead when generation 2 is the live one', (generation) => {
    expect(() => linkState(waiting, generation, NOW)).toThrow('not valid');
  });

  it.each(['unapproved', 'approved', 'not_approved'])('that was used stays recognisable when the application is %s', (status) => {
    expect(linkState({ ...waiting, status, activatedAt: EARLIER, linkExpiresAt: EARLIER }, 2, NOW)).toBe('used');
  });

  it('dies with a decision before activation', () => {
    expect(() => linkState({ ...waiting, status: 'not_approved' }, 2, NOW)).toThrow('not valid');
  });
});

// Written by hand: what becomes of an application when the owner of the address says "this was not me".
const DISOWNING: [status: string, activated: boolean, expected: string][] = [
  ['not_activated', false, 'delete'],
  ['not_approved', false, 'nothing'],
  ['unapproved', true, 'refused'],
  ['approved', true, 'refused'],
  ['not_approved', true, 'refused'],
];

describe('"this was not me"', () => {
  it.each(DISOWNING)('%s, confirmed: %p: %s', (status, isActivated, expected) => {
    const judge = (): unknown => judgeDisowning({ status, activatedAt: isActivated ? EARLIER : null });
    if (expected === 'refused') {
      expect(judge).toThrow(expect.objectContaining({ code: 'application-already-activated' }) as Error);
    } else {
      expect(judge()).toBe(expected);
    }
  });
});
