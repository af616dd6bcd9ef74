import { Desk } from '../../test/support/desk';
import { startService } from '../../test/support/service';
import { waitFor } from '../../test/support/wait';
import { Transactions } from '../platform/database/transactions';
import { CancelDecisionJob } from './cancel-decision-job.use-case';
import { DecideMany, type DecidedMany } from './decide-many.use-case';
import { DecisionJob } from './decision-job.entity';
import { DecisionJobReadModel, type ResultView } from './decision-job.read-model';
import { DecisionJobRunner } from './decision-job-runner';
import { DecisionJobStore } from './decision-job.store';
import { DecisionJobWorker } from './decision-job-worker';
import { type DecisionWish } from './domain/wish';

jest.setTimeout(180_000);

const APPROVE: DecisionWish = { kind: 'approve', notifyByEmail: true };
const WAITING = { status: ['unapproved'] } as const;

let desk: Desk;
beforeEach(async () => {
  desk = await Desk.open();
});
afterEach(() => desk.close());

const decideAll = (count: number, said: { tolerance?: number; key?: string } = {}): Promise<DecidedMany> => {
  const selection = { filter: { ...WAITING, status: [...WAITING.status] }, expectedCount: count, tolerance: said.tolerance };
  return desk.service.part(DecideMany).execute(desk.ann, APPROVE, selection, said.key);
};

const jobAt = async (id: string): Promise<DecisionJob> =>
  desk.rows.manager.findOneByOrFail(DecisionJob, { siteId: desk.siteId, id });

const jobIn = (state: string, id: string): Promise<DecisionJob> =>
  waitFor(
    `the job to be ${state}`,
    async () => {
      const job = await jobAt(id);
      return job.state === state ? job : undefined;
    },
    60,
  );

/** No worker of this process takes up anything more: the test does it by hand. */
const stopWorking = (): void => {
  desk.service.part(DecisionJobWorker).beforeApplicationShutdown();
};

async function claimed(id: string): Promise<DecisionJob> {
  const job = await jobAt(id);
  const mine = await desk.service
    .part(Transactions)
    .run((tx) => desk.service.part(DecisionJobStore).claim(tx, job, desk.service.part(DecisionJobRunner).leaseEnd()));
  if (mine === null) throw new Error('Another was faster.');
  return mine;
}

const work = (job: DecisionJob): Promise<void> => desk.service.part(DecisionJobRunner).run(job);

async function resultsOf(id: string): Promise<ResultView[]> {
  const all: ResultView[] = [];
  let cursor: string | undefined;
  do {
    const page = await desk.service.part(DecisionJobReadModel).results(desk.siteId, id, { limit: 200, cursor });
    all.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return all;
}

async function expectEachApprovedOnce(ids: readonly string[]): Promise<void> {
  const once = new Map(ids.map((id) => [id, 1]));
  expect(await desk.counts('application_history', ids)).toEqual(once);
  expect(await desk.counts('accounts', ids)).toEqual(once);
  expect(await desk.counts('mails', ids)).toEqual(once);
}

describe('more than a thousand applications', () => {
  it('are decided by and by: each once, with a result of its own', async () => {
    const ids = await desk.applications(1450, { status: 'unapproved' });
    const { view, results } = await decideAll(1450);
    expect({ results, total: view.job.total }).toEqual({ results: null, total: 1450 });
    const job = await jobIn('finished', view.job.id);
    expect(job).toMatchObject({ done: 1450, summary: { approved: 1450, already_decided: 0 } });
    expect(job.finishedAt).not.toBeNull();
    await expectEachApprovedOnce(ids);
    expect(
      (await resultsOf(job.id)).map(({ result: { applicationId, outcome }, decidedBy }) => [applicationId, outcome, decidedBy]),
    ).toEqual(ids.map((id) => [id, 'approved', 'Ann']));
  });

  it('that came later are not among them', async () => {
    await desk.applications(1001, { status: 'unapproved' });
    stopWorking();
    const { view } = await decideAll(1001);
    desk.service.putForward(0.01);
    const later = await desk.applications(3, { status: 'unapproved' });
    await work(await claimed(view.job.id));
    expect(await jobAt(view.job.id)).toMatchObject({ state: 'finished', done: 1001 });
    expect(new Set((await desk.counts('accounts', later)).values())).toEqual(new Set([0]));
  });

  it('are shared out: two workers never have the same job', async () => {
    await desk.applications(1001, { status: 'unapproved' });
    stopWorking();
    const { view } = await decideAll(1001);
    const job = await jobAt(view.job.id);
    const { service } = desk;
    const store = service.part(DecisionJobStore);
    const leaseEnd = service.part(DecisionJobRunner).leaseEnd();
    const claim = (): Promise<DecisionJob | null> => service.part(Transactions).run((tx) => store.claim(tx, job, leaseEnd));
    const claims = await Promise.all([claim(), claim(), claim(), claim()]);
    expect(claims.filter((each) => each !== null)).toHaveLength(1);
    expect(await store.nextDue(service.now())).toBeNull();
  });
});

describe('a worker', () => {
  it('that was killed midway is replaced after its lease, and nothing is done twice', async () => {
    const ids = await desk.applications(8000, { status: 'unapproved' });
    stopWorking();
    const { view } = await decideAll(8000);
    const other = await startService({ SMTP_URL: 'smtp://127.0.0.1:9' }, desk.service.home);
    await waitFor('a first batch', async () => ((await jobAt(view.job.id)).done > 0 ? true : undefined), 60);
    await other.kill();
    const left = await jobAt(view.job.id);
    expect(left.state).toBe('running');
    expect(left.done).toBeLessThan(8000);
    expect(await desk.service.part(DecisionJobStore).nextDue(desk.service.now())).toBeNull();

    desk.service.putForward(0.1);
    expect((await desk.service.part(DecisionJobStore).nextDue(desk.service.now()))?.id).toBe(view.job.id);
    while ((await jobAt(view.job.id)).state !== 'finished') await work(await claimed(view.job.id));
    expect(await jobAt(view.job.id)).toMatchObject({ done: 8000, summary: { approved: 8000 } });
    await expectEachApprovedOnce(ids);
    expect(await resultsOf(view.job.id)).toHaveLength(8000);
  });

  it('that wakes up after another took over decides nothing more', async () => {
    await desk.applications(1001, { status: 'unapproved' });
    stopWorking();
    const { view } = await decideAll(1001);
    const slept = await claimed(view.job.id);
    desk.service.putForward(0.1);
    const awake = await claimed(view.job.id);
    await work(slept);
    expect(await jobAt(view.job.id)).toMatchObject({ state: 'running', done: 0, fence: awake.fence });
    expect(await resultsOf(view.job.id)).toEqual([]);
    await work(awake);
    expect(await jobAt(view.job.id)).toMatchObject({ state: 'finished', done: 1001, summary: { approved: 1001 } });
  });

  it('that is stopped ends its batch and leaves the rest to others', async () => {
    const ids = await desk.applications(1400, { status: 'unapproved' });
    stopWorking();
    const { view } = await decideAll(1400);
    const working = work(await claimed(view.job.id));
    await desk.service.part(DecisionJobRunner).beforeApplicationShutdown();
    await working;
    const { state, done } = await jobAt(view.job.id);
    expect(state).toBe('queued');
    const decided = [...(await desk.counts('accounts', ids)).values()].filter((each) => each === 1);
    expect(decided).toHaveLength(done);
  });

  it('lets other jobs have their turn', async () => {
    await desk.applications(5200, { status: 'unapproved' });
    stopWorking();
    const { view } = await decideAll(5200);
    await work(await claimed(view.job.id));
    expect(await jobAt(view.job.id)).toMatchObject({ state: 'queued', done: 5000 });
    await work(await claimed(view.job.id));
    expect(await jobAt(view.job.id)).toMatchObject({ state: 'finished', done: 5200 });
  });

  it('tries again later what failed, and gives up after five times in a row', async () => {
    await desk.applications(1001, { status: 'unapproved' });
    const [broken = ''] = await desk.applications(1, { status: 'unapproved', passwordHash: null });
    stopWorking();
    const { view } = await decideAll(1002);
    for (const failures of [1, 2, 3, 4]) {
      await work(await claimed(view.job.id));
      expect(await jobAt(view.job.id)).toMatchObject({ state: 'queued', done: 1000, failures });
      expect((await jobAt(view.job.id)).dueAt.getTime()).toBeGreaterThan(desk.service.now().getTime());
    }
    await work(await claimed(view.job.id));
    const given = await jobAt(view.job.id);
    expect(given).toMatchObject({ state: 'failed', done: 1000 });
    expect(given.finishedAt).not.toBeNull();
    expect(await desk.statusOf(broken)).toBe('unapproved');
  });
});

describe('a job that somebody cancels', () => {
  it('decides nothing more once that is answered', async () => {
    const ids = await desk.applications(3000, { status: 'unapproved' });
    stopWorking();
    const { view } = await decideAll(3000);
    const working = work(await claimed(view.job.id));
    await waitFor('a first batch', async () => ((await jobAt(view.job.id)).done > 0 ? true : undefined));
    const { job } = await desk.service.part(CancelDecisionJob).execute(desk.ann, view.job.id);
    expect(job.state).toBe('cancelled');
    await working;
    expect(await jobAt(view.job.id)).toMatchObject({ state: 'cancelled', done: job.done });
    expect(job.done).toBeLessThan(3000);
    expect(await resultsOf(view.job.id)).toHaveLength(job.done);
    const decided = [...(await desk.counts('application_history', ids)).values()].filter((each) => each === 1);
    expect(decided).toHaveLength(job.done);
  });

  it('before it began is never taken up', async () => {
    await desk.applications(1001, { status: 'unapproved' });
    stopWorking();
    const { view } = await decideAll(1001);
    await desk.service.part(CancelDecisionJob).execute(desk.ann, view.job.id);
    expect(await desk.service.part(DecisionJobStore).nextDue(desk.service.now())).toBeNull();
  });

  it('when it is finished stays finished', async () => {
    await desk.applications(2, { status: 'unapproved' });
    const { view } = await decideAll(2);
    const { job } = await desk.service.part(CancelDecisionJob).execute(desk.ann, view.job.id);
    expect(job.state).toBe('finished');
  });
});

describe('what the reviewer saw', () => {
  it('must still be there, as far as they insist', async () => {
    const ids = await desk.applications(5, { status: 'unapproved' });
    await expect(decideAll(4)).rejects.toMatchObject({ code: 'selection-changed', facts: { expected: 4, present: 5 } });
    await expect(decideAll(7, { tolerance: 1 })).rejects.toMatchObject({ code: 'selection-changed' });
    expect(new Set((await desk.counts('application_history', ids)).values())).toEqual(new Set([0]));
    expect((await decideAll(6, { tolerance: 1 })).results).toHaveLength(5);
  });

  it('must still be there also where it is more than a thousand', async () => {
    await desk.applications(1010, { status: 'unapproved' });
    stopWorking();
    await expect(decideAll(1000)).rejects.toMatchObject({ code: 'selection-changed', facts: { expected: 1000, present: 1010 } });
    expect((await decideAll(1000, { tolerance: 10 })).view.job.total).toBe(1010);
  });

  it('may be nothing', async () => {
    expect(await decideAll(0)).toMatchObject({ results: [], view: { job: { state: 'finished', total: 0 } } });
  });
});

describe('the same request again, with the same key', () => {
  it('gets the same answer and has no further effect', async () => {
    const ids = await desk.applications(3, { status: 'unapproved' });
    const first = await decideAll(3, { key: 'once' });
    await desk.applications(1, { status: 'unapproved' });
    const second = await decideAll(3, { key: 'once' });
    expect(second).toEqual(first);
    expect(second.results).toHaveLength(3);
    await expectEachApprovedOnce(ids);
    await expect(decideAll(4, { key: 'once' })).rejects.toMatchObject({ code: 'idempotency-key-reused' });
  });

  it('while the first is running is told so', async () => {
    await desk.applications(800, { status: 'unapproved' });
    const [first, second] = await Promise.allSettled([decideAll(800, { key: 'twice' }), decideAll(800, { key: 'twice' })]);
    const outcomes = [first, second].map((each) =>
      each.status === 'fulfilled' ? 'answered' : (each.reason as { code: string }).code,
    );
    expect(outcomes.sort()).toEqual(['answered', 'idempotency-key-in-use']);
  });

  it('of a job names the same job', async () => {
    await desk.applications(1001, { status: 'unapproved' });
    stopWorking();
    const first = await decideAll(1001, { key: 'job' });
    const second = await decideAll(1001, { key: 'job' });
    expect(JSON.stringify(second)).toBe(JSON.stringify(first));
    expect(await desk.rows.manager.countBy(DecisionJob, { siteId: desk.siteId })).toBe(1);
  });
});
