import { linkState } from './link-state';

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
