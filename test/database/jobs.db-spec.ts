import { SchedulerRegistry } from '@nestjs/schedule';
import { ENGINE } from '../support/environment';
import { createMigratedDatabase, type MigratedDatabase } from '../support/migrated-database';
import { waitFor } from '../support/wait';
import { Clock, later } from '../../src/platform/clock/clock';
import { type Config } from '../../src/platform/config/config';
import { type Tx } from '../../src/platform/database/transactions';
import { Ids } from '../../src/platform/ids/ids';
import { Log } from '../../src/platform/logging/log';
import { Metrics } from '../../src/platform/metrics/metrics';
import { Site } from '../../src/sites';
import { type Job, type JobRun } from '../../src/jobs/job';
import { JobMetrics } from '../../src/jobs/job-metrics';
import { JobReadModel } from '../../src/jobs/job.read-model';
import { JobRunner } from '../../src/jobs/job-runner';
import { JobStanding } from '../../src/jobs/job-standing.entity';
import { JobStandingStore } from '../../src/jobs/job-standing.store';
import { JobSweep } from '../../src/jobs/job-sweep';
import { Jobs } from '../../src/jobs/jobs';
import { RunJob } from '../../src/jobs/run-job.use-case';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 1440 * MINUTE;
const START = new Date('2026-03-01T11:59:00.000Z');
const NOON = new Date('2026-03-01T12:00:00.000Z');
const HOURLY = '0 * * * *';

class SetClock extends Clock {
  constructor(public at: Date) {
    super();
  }

  override now(): Date {
    return this.at;
  }
}

/** What the jobs of one process are made of; several of them share the database. */
class Process {
  readonly clock: SetClock;
  readonly runner: JobRunner;
  readonly sweep: JobSweep;
  readonly runNow: RunJob;
  readonly list: JobReadModel;
  readonly metrics = new Metrics();
  private readonly jobs = new Jobs({ jobs: { cronOfAll: null } } as Config);

  constructor(
    readonly work: (run: JobRun) => Promise<void>,
    { at = START, cron = HOURLY, name = 'purge' } = {},
  ) {
    made.push(this);
    const { dataSource, transactions } = database;
    const log = new Log({ logLevel: 'silent' } as Config);
    const [standings, metrics] = [new JobStandingStore(dataSource), new JobMetrics(this.metrics)];
    this.clock = new SetClock(at);
    this.jobs.register({ name, summary: 'Nothing.', cron, timeZone: 'UTC', run: (run) => this.work(run) } satisfies Job);
    this.runner = new JobRunner(standings, metrics, transactions, this.clock, log, new Ids(this.clock));
    const timers = new SchedulerRegistry();
    const config = { worksByItself: true } as Config;
    this.sweep = new JobSweep(this.jobs, standings, this.runner, metrics, timers, transactions, this.clock, config, log);
    this.runNow = new RunJob(this.jobs, standings, this.runner, transactions, this.clock);
    this.list = new JobReadModel(this.jobs, standings, this.clock);
  }

  /** Looks what is due at that moment, and waits for the end of what it began. */
  async lookAt(moment: Date): Promise<void> {
    this.clock.at = moment;
    await this.sweep.look();
    await this.ended();
  }

  ended(): Promise<unknown> {
    return waitFor('the runs to end', () => (this.runner.size === 0 ? true : undefined));
  }
}

/** Something that is waited for. */
class Gate {
  readonly opened: Promise<void>;
  open: () => void = () => undefined;

  constructor() {
    this.opened = new Promise((resolve) => {
      this.open = resolve;
    });
  }
}

let database: MigratedDatabase;
let made: Process[];
/** What hangs, hangs until then. */
let endOfTest: Gate;

beforeAll(async () => {
  database = await createMigratedDatabase();
});
beforeEach(() => {
  made = [];
  endOfTest = new Gate();
});
afterEach(async () => {
  endOfTest.open();
  for (const process of made) await process.ended();
  await database.transactions.run(async (tx) => {
    await tx.deleteAll(JobStanding);
    await tx.deleteAll(Site);
  });
});
afterAll(() => database.close());

const standing = (name = 'purge'): Promise<JobStanding> => database.dataSource.manager.findOneByOrFail(JobStanding, { name });

/** Stands for what a job does: a row that is there if the batch was kept. */
const leave = async (tx: Tx, trace: string): Promise<number> => {
  await tx.insert(Site, { id: trace, slug: trace, name: trace, registrationAvailable: false, createdAt: START });
  return 1;
};
const traces = async (): Promise<string[]> => (await database.dataSource.manager.find(Site)).map(({ id }) => id).sort();

/** Processes whose job writes down that it ran. */
function countingProcesses(count: number, options = {}): { processes: Process[]; runs: Date[] } {
  const runs: Date[] = [];
  const processes = Array.from(
    { length: count },
    () =>
      new Process((run) => {
        runs.push(run.startedAt);
        return Promise.resolve();
      }, options),
  );
  return { processes, runs };
}

const lookAll = (processes: readonly Process[], moment: Date): Promise<unknown> =>
  Promise.all(processes.map((process) => process.lookAt(moment)));

describe('a tick', () => {
  it('is run once, however many processes look at the same moment', async () => {
    const { processes, runs } = countingProcesses(6);
    await lookAll(processes, START);
    expect(runs).toHaveLength(0);
    for (let hour = 0; hour < 8; hour += 1) {
      await lookAll(processes, later(NOON, hour * 60 * MINUTE));
      await lookAll(processes, later(NOON, hour * 60 * MINUTE + 10 * SECOND));
      expect(runs).toHaveLength(hour + 1);
    }
    expect(await standing()).toMatchObject({ fence: 8, phase: 'idle', lastOutcome: 'succeeded', holder: null, leaseUntil: null });
  });

  it('is run once by processes whose clocks differ by seconds', async () => {
    const { processes, runs } = countingProcesses(3);
    await lookAll(processes, START);
    for (const seconds of [3, 0, -2, 1, 5, 8]) {
      await Promise.all(processes.map((process, i) => process.lookAt(later(NOON, (seconds + i * 4) * SECOND))));
    }
    expect(runs).toHaveLength(1);
  });

  it('that was missed is made up for once', async () => {
    const { processes, runs } = countingProcesses(2, { cron: '* * * * *' });
    await lookAll(processes, START);
    for (const seconds of [0, 10, 20]) await lookAll(processes, later(NOON, 3 * DAY + seconds * SECOND));
    expect(runs).toHaveLength(1);
    await lookAll(processes, later(NOON, 3 * DAY + MINUTE));
    expect(runs).toHaveLength(2);
  });

  it('that comes while the job runs is run afterwards', async () => {
    const gate = new Gate();
    const runs: number[] = [];
    const slow = new Process(async ({ number }) => {
      runs.push(number);
      await gate.opened;
    });
    await slow.lookAt(START);
    slow.clock.at = NOON;
    await slow.sweep.look();
    const other = new Process(() => Promise.reject(new Error('Two at a time.')));
    await other.lookAt(later(NOON, 20 * SECOND));
    slow.clock.at = later(NOON, 60 * MINUTE);
    gate.open();
    await waitFor('the second run', () => (runs.length === 2 ? true : undefined));
    await slow.ended();
    expect(await standing()).toMatchObject({ fence: 2, lastTick: later(NOON, 60 * MINUTE) });
  });
});

describe('a clock', () => {
  it('that goes back two days neither stops the job nor lets it run at every look', async () => {
    const { processes, runs } = countingProcesses(2);
    await lookAll(processes, START);
    await lookAll(processes, NOON);
    expect(runs).toHaveLength(1);
    const back = later(NOON, -2 * DAY);
    for (let look = 1; look <= 6; look += 1) await lookAll(processes, later(back, look * MINUTE));
    expect(runs).toHaveLength(2);
    await lookAll(processes, later(back, 60 * MINUTE));
    expect(runs).toHaveLength(3);
  });

  it('that goes forward three days and back again does neither', async () => {
    const { processes, runs } = countingProcesses(2);
    await lookAll(processes, START);
    for (let look = 0; look < 3; look += 1) await lookAll(processes, later(NOON, 3 * DAY + look * MINUTE));
    expect(runs).toHaveLength(1);
    for (let look = 0; look < 3; look += 1) await lookAll(processes, later(NOON, look * MINUTE));
    expect(runs).toHaveLength(2);
    await lookAll(processes, later(NOON, 60 * MINUTE));
    expect(runs).toHaveLength(3);
  });

  it('that is days ahead of that of another process costs a run a tick, not one a look', async () => {
    const { processes, runs } = countingProcesses(2);
    const [right, wrong] = processes as [Process, Process];
    await right.lookAt(START);
    for (let look = 0; look < 10; look += 1) {
      await right.lookAt(later(NOON, look * MINUTE));
      await wrong.lookAt(later(NOON, 3 * DAY + look * MINUTE));
    }
    expect(runs).toHaveLength(2);
  });

  it('that has gone back does not leave the job to a dead holder until it has caught up', async () => {
    const stuck = new Process(() => endOfTest.opened);
    const { processes, runs } = countingProcesses(1);
    await stuck.lookAt(START);
    stuck.clock.at = later(NOON, 3 * DAY);
    await stuck.sweep.look();
    await lookAll(processes, NOON);
    expect(runs).toHaveLength(1);
  });
});

describe('a holder', () => {
  it('that died is replaced once its lease is over, and its run counts as lost', async () => {
    const dead = new Process(async (run) => {
      await run.batch((tx) => leave(tx, 'done-before'));
      await endOfTest.opened;
    });
    const taken = new Gate();
    const numbers: number[] = [];
    const others = [1, 2].map(
      () =>
        new Process(({ number }) => {
          numbers.push(number);
          return taken.opened;
        }),
    );
    const lookAgain = (moment: Date) =>
      Promise.all(
        others.map(({ sweep, clock }) => {
          clock.at = moment;
          return sweep.look();
        }),
      );
    await dead.lookAt(START);
    dead.clock.at = NOON;
    await dead.sweep.look();
    await waitFor('its batch', async () => ((await traces()).length === 1 ? true : undefined));
    await lookAgain(later(NOON, 29 * SECOND));
    expect(numbers).toEqual([]);
    await lookAgain(later(NOON, 31 * SECOND));
    expect(numbers).toEqual([2]);
    const lost = {
      lastOutcome: 'lost',
      lastRows: 1,
      lastStartedAt: NOON,
      lastEndedAt: later(NOON, 31 * SECOND),
      lastError: null,
    };
    expect(await standing()).toMatchObject({ ...lost, phase: 'running', rowsSoFar: 0, lastDurationMs: 31 * SECOND });
    taken.open();
    await Promise.all(others.map((other) => other.ended()));
    expect(await standing()).toMatchObject({ fence: 2, lastTick: NOON, lastOutcome: 'succeeded' });
    expect(await traces()).toEqual(['done-before']);
  });

  it('that wakes up between two batches, after another took over, does nothing more', async () => {
    const nap = new Gate();
    const outcomes: unknown[] = [];
    const sleeper = new Process(async (run) => {
      await run.batch((tx) => leave(tx, 'before'));
      await nap.opened;
      await run.batch((tx) => leave(tx, 'after')).catch((error: unknown) => outcomes.push(error));
      outcomes.push(run.isStopping);
      await run.batch((tx) => leave(tx, 'after-that'));
    });
    const other = new Process(async (run) => {
      await run.batch((tx) => leave(tx, 'taken-over'));
    });
    await sleeper.lookAt(START);
    sleeper.clock.at = NOON;
    await sleeper.sweep.look();
    await waitFor('its batch', async () => ((await traces()).length === 1 ? true : undefined));
    await other.lookAt(later(NOON, MINUTE));
    nap.open();
    await sleeper.ended();
    expect(outcomes).toEqual([expect.objectContaining({ name: 'LeaseLost' }), true]);
    expect(await traces()).toEqual(['before', 'taken-over']);
    expect(await standing()).toMatchObject({ fence: 2, lastOutcome: 'succeeded', lastRows: 1 });
    expect(await sleeper.metrics.render()).toContain('matricula_job_runs_total{job="purge",outcome="lost"} 1');
  });

  // A batch holds all of SQLite: nobody can overtake it there.
  (ENGINE === 'mariadb' ? it : it.skip)(
    'that wakes up within a batch has it undone, and kept nobody from taking over',
    async () => {
      const [asleep, nap] = [new Gate(), new Gate()];
      const sleeper = new Process(async (run) => {
        await run.batch(async (tx) => {
          await leave(tx, 'asleep');
          asleep.open();
          await nap.opened;
          return 1;
        });
      });
      const other = new Process(async (run) => {
        await run.batch((tx) => leave(tx, 'taken-over'));
      });
      await sleeper.lookAt(START);
      sleeper.clock.at = NOON;
      await sleeper.sweep.look();
      await asleep.opened;
      await other.lookAt(later(NOON, MINUTE));
      expect(await traces()).toEqual(['taken-over']);
      nap.open();
      await sleeper.ended();
      expect(await traces()).toEqual(['taken-over']);
      expect(await standing()).toMatchObject({ fence: 2, lastOutcome: 'succeeded', lastRows: 1 });
    },
  );

  it('that gives a sign of life at the last moment keeps its job', async () => {
    const [{ dataSource, transactions }, store] = [database, new JobStandingStore(database.dataSource)];
    const holder = new Process(() => endOfTest.opened);
    await holder.lookAt(START);
    holder.clock.at = NOON;
    await holder.sweep.look();
    const seen = await standing();
    const claim = { holder: 'other', lastTick: NOON, onlySiteId: null, startedAt: NOON, leaseUntil: later(NOON, 2 * MINUTE) };
    const [isRenewed, claimed] = await Promise.all([
      transactions.run((tx) => store.moveOn(tx, seen, later(NOON, MINUTE))),
      transactions.run((tx) => store.claim(tx, seen, claim)),
    ]);
    expect(isRenewed).toBe(claimed === null);
    const after = await dataSource.manager.findOneByOrFail(JobStanding, { name: 'purge' });
    expect(after.fence).toBe(isRenewed ? 1 : 2);
  });

  it('renews its lease while a long step lasts', async () => {
    jest.useFakeTimers({
      doNotFake: [
        'Date',
        'nextTick',
        'performance',
        'queueMicrotask',
        'setImmediate',
        'clearImmediate',
        'setTimeout',
        'clearTimeout',
      ],
    });
    try {
      const step = new Gate();
      const holder = new Process(() => step.opened);
      await holder.lookAt(START);
      holder.clock.at = NOON;
      await holder.sweep.look();
      for (let seconds = 10; seconds <= 90; seconds += 10) {
        holder.clock.at = later(NOON, seconds * SECOND);
        jest.advanceTimersByTime(10 * SECOND);
        const leaseUntil = later(holder.clock.at, 30 * SECOND).getTime();
        await waitFor('the renewal', async () => ((await standing()).leaseUntil?.getTime() === leaseUntil ? true : undefined));
      }
      const { processes, runs } = countingProcesses(1);
      await lookAll(processes, later(NOON, 100 * SECOND));
      expect(runs).toHaveLength(0);
      step.open();
      await holder.ended();
      expect(await standing()).toMatchObject({ fence: 1, lastOutcome: 'succeeded' });
    } finally {
      jest.useRealTimers();
    }
  });
});

describe('a service that stops', () => {
  it('lets the batch end, begins no other, and leaves the job to be resumed at once', async () => {
    const [begun, held] = [new Gate(), new Gate()];
    const stopping = new Process(async (run) => {
      await run.batch(async (tx) => {
        begun.open();
        await held.opened;
        return leave(tx, 'in-flight');
      });
      await run.batch((tx) => leave(tx, 'next'));
    });
    await stopping.lookAt(START);
    await stopping.runNow.execute('purge', 'north-academy');
    await begun.opened;
    stopping.runner.onModuleDestroy();
    stopping.sweep.onModuleDestroy();
    const stopped = stopping.runner.beforeApplicationShutdown();
    held.open();
    await stopped;
    expect(await traces()).toEqual(['in-flight']);
    expect(await standing()).toMatchObject({ phase: 'unfinished', holder: null, lastOutcome: 'stopped', lastRows: 1 });

    const sites: (string | null)[] = [];
    const other = new Process(({ onlySiteId }) => Promise.resolve(void sites.push(onlySiteId)));
    await other.lookAt(later(START, SECOND));
    expect(sites).toEqual(['north-academy']);
    expect(await standing()).toMatchObject({ phase: 'idle', fence: 2, lastOutcome: 'succeeded', onlySiteId: null });
  });

  it('waits for a hanging batch no longer than it can', async () => {
    const hanging = new Process(() => endOfTest.opened);
    await hanging.lookAt(START);
    await hanging.runNow.execute('purge');
    hanging.runner.onModuleDestroy();
    const begun = performance.now();
    await hanging.runner.beforeApplicationShutdown();
    expect(performance.now() - begun).toBeLessThan(8 * SECOND);
    expect(await standing()).toMatchObject({ phase: 'running', leaseUntil: later(START, 30 * SECOND) });
  });

  it('begins nothing more', async () => {
    const { processes, runs } = countingProcesses(1);
    await lookAll(processes, START);
    const [{ runner, runNow, sweep, clock }] = processes as [Process];
    runner.onModuleDestroy();
    sweep.onModuleDestroy();
    clock.at = NOON;
    await sweep.look();
    await expect(runNow.execute('purge')).rejects.toMatchObject({ code: 'job-running' });
    expect(runs).toHaveLength(0);
  });
});

describe('a run that fails', () => {
  it('keeps the batches before, says what happened and nothing of a person, and is tried again at the next tick', async () => {
    let isBroken = true;
    const process = new Process(async (run) => {
      await run.batch((tx) => leave(tx, `run-${run.number}`));
      await run
        .batch(async (tx) => {
          await leave(tx, 'undone');
          throw new Error('No mailbox jane.doe@school.example here.');
        })
        .catch((error: unknown) => {
          if (isBroken) throw error;
        });
    });
    await process.lookAt(START);
    await process.lookAt(NOON);
    const failed = await standing();
    expect(failed).toMatchObject({ phase: 'idle', lastOutcome: 'failed', lastRows: 1, lastSucceededAt: null, holder: null });
    expect(failed.lastError).toBe('Error: No mailbox ***@*** here.');
    isBroken = false;
    await process.lookAt(later(NOON, 30 * MINUTE));
    expect((await standing()).fence).toBe(1);
    await process.lookAt(later(NOON, 60 * MINUTE));
    expect(await standing()).toMatchObject({
      lastOutcome: 'succeeded',
      lastError: null,
      lastSucceededAt: later(NOON, 60 * MINUTE),
    });
    expect(await traces()).toEqual(['run-1', 'run-2']);
    const metrics = await process.metrics.render();
    expect(metrics).toContain('matricula_job_runs_total{job="purge",outcome="failed"} 1');
    expect(metrics).toContain('matricula_job_rows_total{job="purge"} 2');
  });

  it('does not quote the values of a statement', async () => {
    const process = new Process(async (run) => {
      await run.batch((tx) => leave(tx, 'jane'));
      await run.batch((tx) => leave(tx, 'jane'));
    });
    await process.lookAt(START);
    await process.lookAt(NOON);
    const { lastError } = await standing();
    expect(lastError).toMatch(/^QueryFailedError: (\w+: )?query failed: INSERT INTO/);
    expect(lastError).not.toContain('jane');
    expect((lastError ?? '').length).toBeLessThanOrEqual(300);
  });
});

describe('run now', () => {
  it('of two who ask at once one is told that the job is running', async () => {
    const gate = new Gate();
    const [one, two] = [new Process(() => gate.opened), new Process(() => gate.opened)];
    const asked = await Promise.allSettled([one.runNow.execute('purge'), two.runNow.execute('purge')]);
    const codes = asked.map((each) => (each.status === 'fulfilled' ? 'begun' : (each.reason as { code: string }).code));
    expect(codes.sort()).toEqual(['begun', 'job-running']);
    await expect(one.runNow.execute('purge')).rejects.toMatchObject({ code: 'job-running' });
    const [view] = await two.list.all();
    expect(view).toMatchObject({ isRunning: true, nextTick: NOON });
    gate.open();
    await Promise.all([one.ended(), two.ended()]);
    expect((await two.list.all())[0]).toMatchObject({ isRunning: false });
  });

  it('does not take the place of the next tick', async () => {
    const { processes, runs } = countingProcesses(1);
    const [process] = processes as [Process];
    await process.runNow.execute('purge');
    await process.ended();
    await process.lookAt(START);
    expect(runs).toHaveLength(1);
    await process.lookAt(NOON);
    expect(runs).toHaveLength(2);
  });

  it('of an unknown job is refused', async () => {
    const { processes } = countingProcesses(1);
    await expect(processes[0]?.runNow.execute('other')).rejects.toMatchObject({ code: 'job-not-found' });
  });
});
