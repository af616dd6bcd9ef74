import { setTimeout as sleep } from 'node:timers/promises';
import { ActivateApplication } from '../../src/activation';
import {
  Application,
  ApplicationHistory,
  ApplicationTickets,
  Claim,
  type ApplicationStatus,
  UnactivatedApplications,
} from '../../src/applications';
import { IdempotentRequest } from '../../src/idempotency';
import { type JobRun } from '../../src/jobs';
import { Mail } from '../../src/mail';
import { HOURS, later } from '../../src/platform/clock/clock';
import { Keys } from '../../src/platform/crypto/keys';
import { referenceToken } from '../../src/platform/crypto/reference-token';
import { Transactions, type Tx } from '../../src/platform/database/transactions';
import { Desk } from '../support/desk';
import { lockRows } from '../support/database';
import { ENGINE } from '../support/environment';
import { recording, transactionsOf } from '../support/statements';
import { CleanupRun } from '../../src/cleanup/cleanup-run.entity';
import { RemoveUnactivated } from '../../src/cleanup/remove-unactivated';
import { RemoveUnactivatedJob } from '../../src/cleanup/remove-unactivated.job';

jest.setTimeout(120_000);

const DAY = 24;

let desk: Desk;
beforeEach(async () => {
  desk = await Desk.open();
});
afterEach(() => desk.close());

/** A run that nobody disputes. */
function aRun(said: Partial<JobRun> = {}): JobRun {
  const transactions = desk.service.part(Transactions);
  return {
    startedAt: desk.service.now(),
    number: 1,
    onlySiteId: null,
    isStopping: false,
    batch: (work: (tx: Tx) => Promise<number>) => transactions.run(work),
    ...said,
  };
}

const runJob = (run = aRun()): Promise<void> => desk.service.part(RemoveUnactivatedJob).run(run);
const deleteAfter = (days: number | null, where = desk): Promise<void> =>
  where.change({ deleteUnactivatedEnabled: days !== null, deleteUnactivatedAfterDays: days });
const left = async (where = desk): Promise<string[]> =>
  (await where.rows.manager.findBy(Application, { siteId: where.siteId })).map(({ id }) => id).sort();
const reports = (): Promise<CleanupRun[]> =>
  desk.rows.manager.find(CleanupRun, { where: { siteId: desk.siteId }, order: { id: 'ASC' } });
const eventsOf = async (id: string): Promise<string[]> =>
  (await desk.rows.manager.findBy(ApplicationHistory, { siteId: desk.siteId, applicationId: id })).map(({ event }) => event);

describe('applications that nobody activates', () => {
  it('are removed N times 24 hours after they were sent, and not a moment earlier', async () => {
    await deleteAfter(2);
    const [id = ''] = await desk.applications(1, { status: 'not_activated' });
    const { appliedAt } = await desk.rows.manager.findOneByOrFail(Application, { siteId: desk.siteId, id });
    await runJob(aRun({ startedAt: later(appliedAt, 2 * DAY * HOURS - 1) }));
    expect(await left()).toEqual([id]);
    expect(await reports()).toEqual([]);
    // Found by its id, which may be made a moment later.
    await runJob(aRun({ startedAt: later(appliedAt, 2 * DAY * HOURS + 1000) }));
    expect(await left()).toEqual([]);
    expect(await reports()).toMatchObject([{ askedBy: 'schedule', askedById: null, removed: 1, outcome: 'succeeded' }]);
  });

  it('stay on sites that have not switched that on; one site’s days are not another’s', async () => {
    const [off, slow] = [await desk.atAnotherSite(), await desk.atAnotherSite()];
    await deleteAfter(1);
    await deleteAfter(30, slow);
    const everywhere = [desk, off, slow];
    for (const site of everywhere) await site.applications(3, { status: 'not_activated' });
    desk.service.putForward(29 * DAY);
    await runJob();
    expect(await Promise.all(everywhere.map(async (site) => (await left(site)).length))).toEqual([0, 3, 3]);
    desk.service.putForward(DAY + 1);
    await runJob();
    expect(await Promise.all(everywhere.map(async (site) => (await left(site)).length))).toEqual([0, 3, 0]);
  });

  it.each<ApplicationStatus>(['unapproved', 'approved', 'not_approved'])('do not include what is %s', async (status) => {
    await deleteAfter(1);
    const ids = await desk.applications(2, { status });
    desk.service.putForward(400 * DAY);
    await runJob();
    expect(await left()).toEqual(ids);
  });

  it('give back login ID and address, and leave an opaque id with times in the history', async () => {
    await deleteAfter(1);
    const [id = ''] = await desk.applications(1, { status: 'not_activated' });
    const { siteId, rows } = desk;
    const now = desk.service.now();
    await desk.service.part(Transactions).run(async (tx) => {
      const row = { siteId, applicationId: id, at: now, event: 'apply', fromStatus: null, toStatus: 'not_activated' };
      const words = {
        actorKind: 'applicant',
        actorId: null,
        reason: 'Rosa',
        reasonKey: 'rosa',
        note: 'Rosa',
        requestId: 'Rosa-123',
      } as const;
      await tx.insert(ApplicationHistory, { ...row, id, ...words });
      const mail = {
        siteId,
        applicationId: id,
        template: 'activation',
        locale: 'en',
        tries: 0,
        dueAt: later(now, HOURS),
      } as const;
      await tx.insert(Mail, { ...mail, id, recipient: 'rosa@x.example', params: '{}', state: 'queued', queuedAt: now });
      const request = { siteId, scope: 'apply', keyHash: 'k', bodyHash: 'b', sealedAnswer: 's', aboutId: id, attemptId: id };
      await tx.insert(IdempotentRequest, { ...request, leaseUntil: now, expiresAt: now });
      await tx.insert(IdempotentRequest, { ...request, keyHash: 'other', aboutId: null, leaseUntil: now, expiresAt: now });
    });
    desk.service.putForward(DAY);
    await runJob();
    expect(await rows.manager.findBy(Claim, { siteId })).toEqual([]);
    expect(await rows.manager.findBy(Mail, { siteId })).toEqual([]);
    expect(await rows.manager.findBy(IdempotentRequest, { siteId })).toMatchObject([{ keyHash: 'other' }]);
    const nobody = { actorId: null, reason: null, reasonKey: null, note: null, requestId: null };
    expect(await rows.manager.find(ApplicationHistory, { where: { siteId, applicationId: id }, order: { at: 'ASC' } })).toEqual([
      expect.objectContaining({ event: 'apply', ...nobody }) as unknown,
      expect.objectContaining({
        event: 'expire',
        fromStatus: 'not_activated',
        toStatus: 'deleted',
        actorKind: 'system',
        ...nobody,
      }) as unknown,
    ]);
  });

  it('go batch by batch when there are many: each once, with one report', async () => {
    await deleteAfter(1);
    const ids = await desk.applications(1203, { status: 'not_activated' });
    desk.service.putForward(DAY + 1);
    const batches: number[] = [];
    const run = aRun();
    await runJob({
      ...run,
      batch: async (work) => {
        const rows = await run.batch(work);
        batches.push(rows);
        return rows;
      },
    });
    // The last batch is what ends the report.
    expect(batches).toEqual([200, 200, 200, 200, 200, 200, 3, 0]);
    expect(await left()).toEqual([]);
    expect(await desk.counts('application_history', ids, "event = 'expire'")).toEqual(new Map(ids.map((id) => [id, 1])));
    expect(await reports()).toMatchObject([{ removed: 1203 }]);
    await runJob();
    expect(await reports()).toHaveLength(1);
  });

  it('take as many statements when a batch is full as when it is one', async () => {
    await deleteAfter(1);
    const removalOf = async (count: number): Promise<string[]> => {
      await desk.applications(count, { status: 'not_activated' });
      desk.service.putForward(DAY + 1);
      const transactions = await transactionsOf(desk.rows, () => runJob());
      const [batch = [], ...others] = transactions.filter((statements) =>
        statements.some((sql) => /DELETE FROM .?applications/.test(sql)),
      );
      expect(others).toEqual([]);
      return batch;
    };
    const [ofOne, ofMany] = [await removalOf(1), await removalOf(199)];
    expect(ofMany).toHaveLength(ofOne.length);
    // With the two that say whose the job is.
    expect(ofMany.length + 2).toBeLessThanOrEqual(11);
  });

  it('stop being removed as soon as the site switches that off', async () => {
    await deleteAfter(1);
    await desk.applications(700, { status: 'not_activated' });
    desk.service.putForward(DAY + 1);
    const run = aRun();
    let batches = 0;
    await runJob({
      ...run,
      batch: async (work) => {
        const rows = await run.batch(work);
        batches += 1;
        if (batches === 1) await deleteAfter(null);
        return rows;
      },
    });
    expect(await left()).toHaveLength(500);
    expect(await reports()).toMatchObject([{ removed: 200, outcome: 'switched-off' }]);
  });

  it('go on with the same report after an interruption', async () => {
    await deleteAfter(1);
    await desk.applications(600, { status: 'not_activated' });
    desk.service.putForward(DAY + 1);
    const run = aRun();
    let batches = 0;
    const interrupted = {
      ...run,
      isStopping: true,
      batch: (work: (tx: Tx) => Promise<number>) =>
        batches++ === 0 ? run.batch(work) : Promise.reject(new Error('The service stops.')),
    };
    await expect(runJob(interrupted)).rejects.toThrow('The service stops.');
    expect(await reports()).toMatchObject([{ removed: 200, endedAt: null, outcome: null }]);
    await runJob();
    expect(await reports()).toMatchObject([{ removed: 600, outcome: 'succeeded' }]);
  });

  it('of other sites do not wait for one whose removal fails', async () => {
    const other = await desk.atAnotherSite();
    for (const site of [desk, other]) {
      await deleteAfter(1, site);
      await site.applications(1, { status: 'not_activated' });
    }
    desk.service.putForward(DAY + 1);
    const removal = desk.service.part(RemoveUnactivated);
    const execute = removal.execute.bind(removal);
    const spy = jest
      .spyOn(removal, 'execute')
      .mockImplementation((siteId, run) =>
        siteId === desk.siteId ? Promise.reject(new Error('Lock wait')) : execute(siteId, run),
      );
    await expect(runJob()).rejects.toThrow('Lock wait');
    spy.mockRestore();
    expect([(await left()).length, (await left(other)).length]).toEqual([1, 0]);
  });
});

describe('an application that is being activated', () => {
  it('is activated or removed, and never both', async () => {
    await deleteAfter(1);
    const ids = await desk.applications(40, { status: 'not_activated' });
    const { siteId, rows, service } = desk;
    service.putForward(DAY + 1);
    await service
      .part(Transactions)
      .run((tx) => tx.update(Application, { siteId }, { linkExpiresAt: later(service.now(), 9 * HOURS) }));
    const activate = (id: string): Promise<string> => {
      const token = referenceToken(service.part(Keys).for('activation-link'), { siteId, id, generation: 0 });
      const ticket = service.part(ApplicationTickets).issue({ siteId, id }, 24);
      return service
        .part(ActivateApplication)
        .execute({ token, ticket, requestId: 'request' })
        .then(
          ({ outcome }) => outcome,
          (error: unknown) => String((error as { code?: string }).code),
        );
    };
    const removing = sleep(5).then(() => runJob());
    const outcomes = new Map(await Promise.all(ids.map(async (id, i) => [id, await sleep(i).then(() => activate(id))] as const)));
    await removing;
    const still = new Set(await left());
    for (const id of ids) {
      const outcome = outcomes.get(id);
      expect([id, outcome]).toEqual([id, still.has(id) ? 'activated' : 'activation-link-unknown']);
      expect(await eventsOf(id)).toEqual([still.has(id) ? 'activate' : 'expire']);
    }
    expect(await rows.manager.countBy(Claim, { siteId })).toBe(2 * still.size);
  });

  // SQLite has no locks on rows.
  (ENGINE === 'mariadb' ? it : it.skip)('is left for the next run, which the others do not wait for', async () => {
    await deleteAfter(1);
    const ids = await desk.applications(3, { status: 'not_activated' });
    desk.service.putForward(DAY + 1);
    const unlock = await lockRows(desk.service.database, 'SELECT id FROM applications WHERE siteId = ? AND id = ?', [
      desk.siteId,
      ids[1] ?? '',
    ]);
    try {
      await runJob();
    } finally {
      await unlock();
    }
    expect(await left()).toEqual([ids[1]]);
    await runJob();
    expect(await left()).toEqual([]);
  });
});

describe('what is due', () => {
  it('is found and counted by the index on status alone, however many others there are', async () => {
    await desk.applications(300, { status: 'approved' });
    await desk.applications(200, { status: 'not_activated' });
    const unactivated = desk.service.part(UnactivatedApplications);
    const [[sql, values] = ['', []]] = await desk.service.part(Transactions).run(async (tx) => {
      const { recorded, asked } = recording(tx);
      expect(await unactivated.lock(recorded, desk.siteId, desk.service.now(), { after: '', size: 10 })).toHaveLength(10);
      return asked;
    });
    expect(await unactivated.count(desk.siteId, desk.service.now(), 150)).toBe(150);
    if (ENGINE === 'mariadb') {
      const [plan] = await desk.rows.query<{ key: string; type: string; Extra: string }[]>(`EXPLAIN ${sql}`, values);
      expect(plan).toMatchObject({ key: 'ix_applications_status', type: 'range' });
      expect(plan?.Extra).not.toMatch(/filesort|temporary/i);
    } else {
      const plan = await desk.rows.query<{ detail: string }[]>(`EXPLAIN QUERY PLAN ${sql}`, values);
      expect(plan.map(({ detail }) => detail).join('\n')).toMatch(
        /^SEARCH applications USING INDEX ix_applications_status \(siteId=\? AND status=\? AND id>\? AND id<\?\)$/,
      );
    }
  });
});
