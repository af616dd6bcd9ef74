import { type Agreement, type Readings, steadyTime } from './steady-time';

const SECONDS = 1000;
const HOURS = 3600 * SECONDS;
const DAYS = 24 * HOURS;
const NOON = Date.UTC(2026, 4, 4, 12);

/** A machine whose clocks can be set, and which can sleep. */
class Machine {
  wall = NOON;
  monotonic = 5 * SECONDS;
  uptime = 90 * DAYS;
  agreement: Agreement;

  constructor(offset = 0) {
    this.agreement = { time: this.wall + offset, monotonic: this.monotonic, uptime: this.uptime, offset };
  }

  passes(ms: number): this {
    this.wall += ms;
    this.monotonic += ms;
    this.uptime += ms;
    return this;
  }

  sleeps(ms: number): this {
    this.wall += ms;
    this.uptime += ms;
    return this;
  }

  isSet(ms: number): this {
    this.wall += ms;
    return this;
  }

  /** What time it is for the service: how long after noon, and whether it noticed that the clock was set. */
  look(): { after: number; hasJumped: boolean } {
    const readings: Readings = { wall: this.wall, monotonic: this.monotonic, uptime: () => this.uptime };
    const { time, hasJumped, agreement } = steadyTime(this.agreement, readings);
    this.agreement = agreement;
    return { after: time - NOON, hasJumped };
  }
}

it('goes with the system’s clock', () => {
  const machine = new Machine();
  expect(machine.passes(10).look()).toEqual({ after: 10, hasJumped: false });
  expect(machine.passes(30 * DAYS).look()).toEqual({ after: 30 * DAYS + 10, hasJumped: false });
});

it.each([[500], [-500], [59 * SECONDS], [-59 * SECONDS]])('lets itself be put right by %d ms', (ms) => {
  expect(
    new Machine()
      .passes(10 * SECONDS)
      .isSet(ms)
      .look(),
  ).toEqual({ after: 10 * SECONDS + ms, hasJumped: false });
});

it('goes with a clock that drifts, however far in the end', () => {
  const machine = new Machine();
  for (let day = 0; day < 100; day += 1)
    machine
      .passes(1 * DAYS)
      .isSet(30 * SECONDS)
      .look();
  expect(machine.look()).toEqual({ after: 100 * DAYS + 3000 * SECONDS, hasJumped: false });
});

it.each([
  ['three days ahead', 3 * DAYS],
  ['two days back', -2 * DAYS],
  ['61 seconds ahead', 61 * SECONDS],
  ['61 seconds back', -61 * SECONDS],
])('goes on as if nothing had happened when the clock is set %s', (_what, ms) => {
  const machine = new Machine();
  expect(
    machine
      .passes(10 * SECONDS)
      .isSet(ms)
      .look(),
  ).toEqual({ after: 10 * SECONDS, hasJumped: true });
  expect(machine.passes(4 * DAYS).look()).toEqual({ after: 4 * DAYS + 10 * SECONDS, hasJumped: true });
});

it('follows the system’s clock again once that has been set right', () => {
  const machine = new Machine();
  machine.isSet(3 * DAYS).look();
  machine.passes(1 * HOURS).isSet(-3 * DAYS + 2 * SECONDS);
  expect(machine.look()).toEqual({ after: 1 * HOURS + 2 * SECONDS, hasJumped: false });
});

it('follows it after a sleep of the machine, which its uptime tells from a clock that was set', () => {
  const machine = new Machine();
  expect(machine.sleeps(8 * HOURS).look()).toEqual({ after: 8 * HOURS, hasJumped: false });
  expect(machine.passes(5).look()).toEqual({ after: 8 * HOURS + 5, hasJumped: false });
});

it('is not fooled by a clock that was set before a sleep', () => {
  const machine = new Machine();
  expect(
    machine
      .isSet(3 * DAYS)
      .sleeps(8 * HOURS)
      .look().hasJumped,
  ).toBe(true);
});

it('never goes back while the clock is set to and fro', () => {
  const machine = new Machine();
  let before = 0;
  for (const ms of [3 * DAYS, -5 * DAYS, 90 * DAYS, -88 * DAYS, 1 * DAYS]) {
    const { after } = machine
      .passes(1 * SECONDS)
      .isSet(ms)
      .look();
    expect(after).toBeGreaterThan(before);
    before = after;
  }
});

describe('when the database’s clock was taken at start', () => {
  it('keeps its distance to the system’s clock', () => {
    const machine = new Machine(3 * DAYS);
    expect(machine.passes(2 * HOURS).look()).toEqual({ after: 3 * DAYS + 2 * HOURS, hasJumped: false });
  });

  it('gives the distance up once the system’s clock has been set right', () => {
    const machine = new Machine(3 * DAYS);
    machine.passes(2 * HOURS).isSet(3 * DAYS);
    expect(machine.look()).toEqual({ after: 3 * DAYS + 2 * HOURS, hasJumped: false });
    expect(machine.passes(5 * SECONDS).look().after).toBe(3 * DAYS + 2 * HOURS + 5 * SECONDS);
    expect(machine.agreement.offset).toBe(0);
  });
});
