import { isPermanent, nextTryAt } from './mail-delivery';

const QUEUED_AT = new Date('2026-01-01T00:00:00Z');
const secondsAfter = (date: Date | null, start: Date): number => ((date?.getTime() ?? NaN) - start.getTime()) / 1000;

describe('when a mail is tried again', () => {
  it.each([
    [1, 5],
    [2, 10],
    [3, 20],
    [8, 640],
    [11, 3600],
    [40, 3600],
  ])('after %i tries: in about %i seconds', (tries, seconds) => {
    expect(secondsAfter(nextTryAt({ tries, queuedAt: QUEUED_AT }, QUEUED_AT, 0.5), QUEUED_AT)).toBe(seconds);
  });

  it('spreads tries by a quarter to either side', () => {
    expect(secondsAfter(nextTryAt({ tries: 3, queuedAt: QUEUED_AT }, QUEUED_AT, 0), QUEUED_AT)).toBe(15);
    expect(secondsAfter(nextTryAt({ tries: 3, queuedAt: QUEUED_AT }, QUEUED_AT, 1), QUEUED_AT)).toBe(25);
  });

  it('gives up 48 hours after queueing', () => {
    const almostTwoDaysLater = new Date('2026-01-02T22:30:00Z');
    const twoDaysLater = new Date('2026-01-02T23:30:00Z');
    expect(nextTryAt({ tries: 50, queuedAt: QUEUED_AT }, almostTwoDaysLater, 0.5)).not.toBeNull();
    expect(nextTryAt({ tries: 50, queuedAt: QUEUED_AT }, twoDaysLater, 0.5)).toBeNull();
  });
});

describe('the server’s answer', () => {
  it.each([
    [undefined, false],
    [421, false],
    [450, false],
    [550, true],
    [554, true],
    [530, false],
    [535, false],
  ])('%p to a mail is final: %p', (responseCode, expected) => {
    expect(isPermanent({ responseCode, isAboutTheMail: true })).toBe(expected);
  });

  it.each([undefined, 421, 535, 554])('%p before a mail’s turn is not final', (responseCode) => {
    expect(isPermanent({ responseCode, isAboutTheMail: false })).toBe(false);
  });
});
