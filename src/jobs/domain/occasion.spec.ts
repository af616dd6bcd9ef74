import { type JobPhase, occasionOf } from './occasion';

const SECOND = 1000;
const DAY = 86_400 * SECOND;
const NOW = new Date('2026-03-01T12:00:05.000Z');
const TICK = new Date('2026-03-01T12:00:00.000Z');

const inSeconds = (seconds: number): Date => new Date(NOW.getTime() + seconds * SECOND);
const job = (phase: JobPhase, { lastTick = TICK, leaseUntil = null as Date | null } = {}) => ({ phase, lastTick, leaseUntil });

describe('a job is run', () => {
  it.each([
    ['at a tick it has not been run for', job('idle', { lastTick: new Date(TICK.getTime() - DAY) }), 'tick'],
    ['not again for a tick it has been run for', job('idle'), null],
    [
      'not when another process, whose clock is ahead, was at the next tick already',
      job('idle', { lastTick: inSeconds(55) }),
      null,
    ],
    [
      'when the last tick lies in the future, because the clock has gone back',
      job('idle', { lastTick: inSeconds(2 * 86_400) }),
      'tick',
    ],
    ['not while a run holds it', job('running', { leaseUntil: inSeconds(1) }), null],
    ['not while a run holds it whose clock is ahead', job('running', { leaseUntil: inSeconds(85) }), null],
    ['when the lease of a run is over', job('running', { leaseUntil: NOW }), 'taken_over'],
    ['when a lease ends later than any can', job('running', { leaseUntil: inSeconds(3 * 86_400) }), 'taken_over'],
    ['when a run was ended early', job('unfinished'), 'resumed'],
  ] as const)('%s', (_, standing, occasion) => {
    expect(occasionOf(standing, TICK, NOW)).toBe(occasion);
  });
});
