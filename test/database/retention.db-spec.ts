import { type DataSource } from 'typeorm';
import { Desk } from '../support/desk';
import { ENGINE } from '../support/environment';
import {
  Application,
  ApplicationHistory,
  type ApplicationStatus,
  ApplicationStore,
  ForgetDeclined,
} from '../../src/applications';
import { DecisionJob, DecisionResult } from '../../src/approval';

import { DecideMany } from '../../src/approval/decide-many.use-case';
import { StaffLink, StaffSession } from '../../src/auth';
import { IdempotentRequest } from '../../src/idempotency';
import { type JobRun, Jobs } from '../../src/jobs';
import { Mail } from '../../src/mail';
import { later } from '../../src/platform/clock/clock';
import { Transactions, type Tx } from '../../src/platform/database/transactions';
import { Ids } from '../../src/platform/ids/ids';
import { TargetLimit } from '../../src/platform/rate-limits/target-limit.entity';
import { SiteHistory, SiteHistoryEntry, THE_SERVICE } from '../../src/site-history';
import { ChangeRetention } from '../../src/retention/change-retention.use-case';
import { RetentionSettingsStore } from '../../src/retention/retention-settings.store';

jest.setTimeout(120_000);

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let desk: Desk;
/** Everything happens now, and is purged so much later: the service's own jobs have nothing to do meanwhile. */
let now: Date;
beforeAll(async () => {
  desk = await Desk.open();
});
beforeEach(() => {
  now = desk.service.now();
});
afterEach(async () => {
  await inTransaction(async (tx) => {
    for (const entity of [Application, ApplicationHistory, Mail, DecisionJob, IdempotentRequest, TargetLimit, SiteHistoryEntry]) {
      await tx.deleteAll(entity);
    }
  });
});
afterAll(() => desk.close());

const inTransaction = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => desk.service.part(Transactions).run(work);

/** Runs the job as if it were then; answers the rows of each batch. */
async function run(name: string, startedAt: Date, onlySiteId: string | null = null): Promise<number[]> {
  const batches: number[] = [];
  const batch = async (work: (tx: Tx) => Promise<number>): Promise<number> => {
    const rows = await inTransaction(work);
    batches.push(rows);
    return rows;
  };
  const jobRun: JobRun = { startedAt, number: 1, onlySiteId, isStopping: false, batch };
  await desk.service.part(Jobs).get(name).job.run(jobRun);
  return batches.filter((rows) => rows > 0);
}

async function keepsFor(days: Record<string, number>, site = desk): Promise<void> {
  const { version } = await site.service.part(RetentionSettingsStore).get(site.siteId);
  await site.service.part(ChangeRetention).execute(site.siteId, version, days, THE_SERVICE);
}

/** The statements that `work` sends, with their values. */
async function statementsOf(work: () => Promise<unknown>): Promise<(readonly [string, unknown[]])[]> {
  const dataSource = desk.rows;
  const usual = dataSource.logger;
  const seen: (readonly [string, unknown[]])[] = [];
  const logQuery = (sql: string, parameters: unknown[] = []): void => {
    seen.push([sql, parameters]);
  };
  dataSource.logger = Object.assign(Object.create(usual) as typeof usual, { logQuery });
  try {
    await work();
  } finally {
    dataSource.logger = usual;
  }
  return seen;
}

/** Steps of a plan that look at more rows than they need: all of a table, all of a site, or sorted. */
async function faultsOfPlan(dataSource: DataSource, sql: string, values: unknown[]): Promise<string[]> {
  if (ENGINE === 'sqlite') {
    const plan = await dataSource.query<{ detail: string }[]>(`EXPLAIN QUERY PLAN ${sql}`, values);
    return plan.map(({ detail }) => detail).filter((detail) => /^SCAN |AUTOMATIC|[(]siteId=[?][)]/.test(detail));
  }
  const plan = await dataSource.query<{ table: string | null; type: string | null; key: string | null; ref: string | null }[]>(
    `EXPLAIN ${sql}`,
    values,
  );
  return plan
    .filter(({ table }) => table !== null)
    .filter(
      ({ type, key, ref }) =>
        !['range', 'ref', 'eq_ref', 'const', 'unique_subquery'].includes(type ?? '') || key === null || ref === 'const',
    )
    .map((step) => JSON.stringify(step));
}

describe('declined applications', () => {
  const JOB = 'forget-declined-applications';
  const declined = async (count: number, site = desk): Promise<string[]> => {
    const ids = await site.applications(count, { status: 'unapproved' });
    const wish = { kind: 'decline', notifyByEmail: true, reason: 'Canary has no diploma.', note: 'Canary called.' } as const;
    await site.service.part(DecideMany).execute(site.ann, wish, { ids }, undefined);
    return ids;
  };

  it('go when their site has kept them long enough, and not a moment before', async () => {
    const [id = ''] = await declined(1);
    const { decidedAt } = await desk.rows.manager.findOneByOrFail(Application, { id });
    expect(await run(JOB, later(decidedAt ?? now, 365 * DAY - 1))).toEqual([]);
    expect(await desk.statusOf(id)).toBe('not_approved');
    expect(await run(JOB, later(decidedAt ?? now, 365 * DAY))).toEqual([1]);
    expect(await desk.statusOf(id)).toBeUndefined();
  });

  it('leave an opaque id, moments and who decided, nothing of the applicant and nothing that was written', async () => {
    const [id = ''] = await declined(1);
    const { emailKey, name } = await desk.rows.manager.findOneByOrFail(Application, { id });
    await run(JOB, later(now, 366 * DAY));
    const history = await desk.rows.manager.find(ApplicationHistory, { where: { applicationId: id }, order: { id: 'ASC' } });
    expect(history).toMatchObject([
      { event: 'decline', actorKind: 'staff', actorId: desk.ann.staffId, reason: null, note: null },
      { event: 'forget', fromStatus: 'not_approved', toStatus: 'deleted', actorKind: 'system', actorId: null, requestId: null },
    ]);
    expect((await desk.counts('mails', [id])).get(id)).toBe(0);
    const left = JSON.stringify([history, await desk.rows.manager.find(Mail)]);
    for (const trace of [emailKey, name, 'Canary']) expect(left).not.toContain(trace);
  });

  it('go alone: nothing that waits or was approved does, however old', async () => {
    const others = ['not_activated', 'unapproved', 'approved'] satisfies ApplicationStatus[];
    const ids = await Promise.all(others.map(async (status) => (await desk.applications(1, { status }))[0] ?? ''));
    await declined(1);
    expect(await run(JOB, later(now, 4000 * DAY))).toEqual([1]);
    expect(await desk.statusesOf(ids)).toEqual(others);
  });

  it('go in batches of 200', async () => {
    await desk.applications(450, { status: 'not_approved' });
    expect(await run(JOB, later(now, 366 * DAY))).toEqual([200, 200, 50]);
    expect(await desk.rows.manager.count(ApplicationHistory, { where: { event: 'forget' } })).toBe(450);
    expect(await run(JOB, later(now, 366 * DAY))).toEqual([]);
  });

  it('are kept as long as their own site says, which is asked when they are deleted', async () => {
    const other = await desk.atAnotherSite();
    await keepsFor({ declinedApplicationsInDays: 30 }, other);
    const [[here = ''], [there = '']] = [await declined(1), await declined(1, other)];
    expect(await run(JOB, later(now, 31 * DAY))).toEqual([1]);
    expect([await desk.statusOf(here), await other.statusOf(there)]).toEqual(['not_approved', undefined]);
    await keepsFor({ declinedApplicationsInDays: 400 }, other);
    await declined(1, other);
    expect(await run(JOB, later(now, 366 * DAY))).toEqual([1]);
    expect(await desk.statusOf(here)).toBeUndefined();
  });

  it('of one site only go where a run was asked for that site', async () => {
    const other = await desk.atAnotherSite();
    const [[here = ''], [there = '']] = [await declined(1), await declined(1, other)];
    expect(await run(JOB, later(now, 366 * DAY), other.siteId)).toEqual([1]);
    expect([await desk.statusOf(here), await other.statusOf(there)]).toEqual(['not_approved', undefined]);
  });

  it('that are reconsidered between finding and deleting them stay', async () => {
    const [first = '', second = ''] = await declined(2);
    const store = desk.service.part(ApplicationStore);
    const locking = jest.spyOn(store, 'findAllLocked').mockImplementationOnce(async (tx, siteId, ids) => {
      await tx.update(Application, { siteId, id: first }, { status: 'approved' });
      return store.findAllLocked(tx, siteId, ids);
    });
    expect(await run(JOB, later(now, 366 * DAY))).toEqual([1]);
    locking.mockRestore();
    expect([await desk.statusOf(first), await desk.statusOf(second)]).toEqual(['approved', undefined]);
  });

  it('that are reconsidered at the same time become members or are forgotten: one or the other', async () => {
    const ids = await desk.applications(120, { status: 'not_approved' });
    const forget = async (): Promise<void> => {
      const until = later(now, DAY);
      for (let done = -1; done !== 0;) {
        done = await inTransaction((tx) => desk.service.part(ForgetDeclined).execute(tx, desk.siteId, until, 8));
      }
    };
    const reconsider = async (): Promise<void> => {
      const wish = { kind: 'approve', notifyByEmail: false, reconsider: true } as const;
      for (let i = ids.length; i > 0; i -= 8) {
        await desk.service.part(DecideMany).execute(desk.ann, wish, { ids: ids.slice(i - 8, i) }, undefined);
      }
    };
    await Promise.all([forget(), reconsider(), forget()]);
    const [accounts, claims] = [await desk.counts('accounts', ids), await desk.counts('claims', ids)];
    const approvals = await desk.counts('application_history', ids, "event = 'approve'");
    const endings = await desk.counts('application_history', ids, "event = 'forget'");
    const found = await desk.statusesOf(ids);
    const statuses = new Map(ids.map((id, i) => [id, found[i]]));
    for (const id of ids) {
      const isMember = statuses.get(id) === 'approved';
      expect({ status: statuses.get(id), accounts: accounts.get(id), claims: claims.get(id) }).toEqual(
        isMember ? { status: 'approved', accounts: 1, claims: 2 } : { status: undefined, accounts: 0, claims: 0 },
      );
      expect([approvals.get(id), endings.get(id)]).toEqual(isMember ? [1, 0] : [0, 1]);
    }
    expect(new Set(statuses.values())).toEqual(new Set(['approved', undefined]));
  });
});

describe('the history of applications', () => {
  const JOB = 'purge-application-history';

  async function history(applicationId: string, rows: number, isOver = true, at = now): Promise<void> {
    const ids = desk.service.part(Ids);
    const all = Array.from({ length: rows }, (_, i) => ({
      siteId: desk.siteId,
      applicationId,
      id: ids.next(),
      at,
      event: 'resend',
      fromStatus: null,
      toStatus: isOver && i === rows - 1 ? 'deleted' : 'not_activated',
      actorKind: 'applicant' as const,
    }));
    await inTransaction(async (tx) => {
      for (let i = 0; i < rows; i += 500) await tx.insert(ApplicationHistory, all.slice(i, i + 500));
    });
  }
  const left = (id: string): Promise<number> => desk.rows.manager.count(ApplicationHistory, { where: { applicationId: id } });

  it('goes when the application has been gone long enough, and not a moment before', async () => {
    await history('gone', 3);
    await history('gone-later', 3, true, later(now, 1));
    expect(await run(JOB, later(now, 365 * DAY - 1))).toEqual([]);
    expect(await run(JOB, later(now, 365 * DAY))).toEqual([3]);
    expect([await left('gone'), await left('gone-later')]).toEqual([0, 3]);
  });

  it('stays while there is the application, whatever it says, and however old it is', async () => {
    const [living = '', odd = ''] = await desk.applications(2, { status: 'unapproved' });
    await history(living, 3, false);
    await history(odd, 3);
    expect(await run(JOB, later(now, 4000 * DAY))).toEqual([]);
    expect([await left(living), await left(odd)]).toEqual([3, 3]);
  });

  it('goes in batches of 500 rows, of long histories the end last', async () => {
    for (let i = 0; i < 120; i += 1) await history(`gone-${i}`, 2);
    await history('long', 1200);
    await run(JOB, later(now, 365 * DAY - 1));
    const batches = await run(JOB, later(now, 366 * DAY));
    expect(batches.every((rows) => rows <= 500)).toBe(true);
    expect(batches.reduce((sum, rows) => sum + rows, 0)).toBe(1440);
    expect(await desk.rows.manager.count(ApplicationHistory)).toBe(0);
  });
});

describe('records of mails', () => {
  const JOB = 'purge-mail-records';

  async function mails(count: number, state: Mail['state'], queuedAt = now): Promise<void> {
    const ids = desk.service.part(Ids);
    const rows = Array.from({ length: count }, () => ({
      siteId: desk.siteId,
      id: ids.at(queuedAt),
      applicationId: null,
      template: 'activation' as const,
      locale: 'en',
      state,
      tries: 1,
      // Far off, so that no courier takes one.
      dueAt: later(now, 9000 * DAY),
      queuedAt,
    }));
    await inTransaction(async (tx) => {
      for (let i = 0; i < count; i += 500) await tx.insert(Mail, rows.slice(i, i + 500));
    });
  }
  const states = async (): Promise<string[]> => (await desk.rows.manager.find(Mail)).map(({ state }) => state).sort();

  it('go when they are old enough, and not a moment before; what is still to be sent stays', async () => {
    for (const state of ['queued', 'sending', 'sent', 'failed'] as const) await mails(1, state);
    expect(await run(JOB, later(now, 90 * DAY))).toEqual([]);
    expect(await run(JOB, later(now, 90 * DAY + 1))).toEqual([2]);
    expect(await states()).toEqual(['queued', 'sending']);
  });

  it('go in batches of 1,000', async () => {
    await mails(2100, 'sent');
    await mails(3, 'sent', later(now, 2 * DAY));
    expect(await run(JOB, later(now, 91 * DAY))).toEqual([1000, 1000, 100]);
    expect(await states()).toHaveLength(3);
  });
});

describe('the history of a site', () => {
  it('goes entry by entry when it is old enough', async () => {
    const record = {
      siteId: desk.siteId,
      subject: 'site',
      event: 'change',
      by: THE_SERVICE,
      changes: [{ field: 'name', from: 'a', to: 'b' }],
    } as const;
    await inTransaction((tx) => desk.service.part(SiteHistory).record(tx, record));
    await inTransaction((tx) => tx.insert(SiteHistoryEntry, newer()));
    expect(await run('purge-site-history', later(now, 1095 * DAY - HOUR))).toEqual([]);
    expect(await run('purge-site-history', later(now, 1095 * DAY + HOUR))).toEqual([1]);
    expect(await desk.rows.manager.count(SiteHistoryEntry)).toBe(1);
  });

  function newer(): SiteHistoryEntry {
    const at = later(now, DAY);
    const by = { actorKind: 'system' as const, actorId: null, actorName: null, address: null, requestId: null };
    return {
      siteId: desk.siteId,
      id: desk.service.part(Ids).at(at),
      at,
      subject: 'site',
      event: 'change',
      aboutId: null,
      ...by,
      changes: '[]',
    };
  }
});

describe('decisions on many', () => {
  const JOB = 'purge-decision-jobs';

  async function job(id: string, state: DecisionJob['state'], finishedAt: Date | null, results = 0): Promise<void> {
    const progress = {
      total: results,
      done: results,
      doneUpTo: '',
      summary: {} as DecisionJob['summary'],
      fence: 1,
      failures: 0,
    };
    const decision = { kind: 'approve' } as unknown as DecisionJob['decision'];
    const who = { createdAt: now, createdById: desk.ann.staffId, requestId: 'request' };
    const dueAt = later(now, 9000 * DAY);
    await inTransaction(async (tx) => {
      const row = { siteId: desk.siteId, id, state, decision, selection: { ids: [] }, ...progress, dueAt, ...who, finishedAt };
      await tx.insert(DecisionJob, row);
      const all = Array.from({ length: results }, (_, i) => ({
        siteId: desk.siteId,
        jobId: id,
        applicationId: String(i),
        outcome: 'approved' as const,
      }));
      for (let i = 0; i < results; i += 500) await tx.insert(DecisionResult, all.slice(i, i + 500));
    });
  }
  const jobs = async (): Promise<string[]> => (await desk.rows.manager.find(DecisionJob)).map(({ id }) => id).sort();

  it('go with what became of each, in batches of about 1,000, when they have been over long enough', async () => {
    await job('done', 'finished', now, 2500);
    await job('stopped', 'cancelled', now);
    await job('given-up', 'failed', now, 1000);
    expect(await run(JOB, later(now, 30 * DAY - 1))).toEqual([]);
    const batches = await run(JOB, later(now, 30 * DAY));
    expect(batches.reduce((sum, rows) => sum + rows, 0)).toBe(3503);
    expect(Math.max(...batches)).toBe(1000);
    expect([await jobs(), await desk.rows.manager.count(DecisionResult)]).toEqual([[], 0]);
  });

  it('stay while they go on, and while they are young', async () => {
    await job('waiting', 'queued', null);
    await job('running', 'running', null, 3);
    await job('young', 'finished', later(now, 3900 * DAY), 3);
    expect(await run(JOB, later(now, 3920 * DAY))).toEqual([]);
    expect([await jobs(), await desk.rows.manager.count(DecisionResult)]).toEqual([['running', 'waiting', 'young'], 6]);
  });
});

describe('idempotency keys', () => {
  const JOB = 'purge-idempotency-keys';

  const key = (scope: string, expiresAt: Date, leaseUntil = now): IdempotentRequest => ({
    siteId: desk.siteId,
    scope,
    keyHash: scope,
    bodyHash: '-',
    sealedAnswer: null,
    aboutId: null,
    attemptId: '-',
    leaseUntil,
    expiresAt,
  });
  const scopes = async (): Promise<string[]> =>
    (await desk.rows.manager.find(IdempotentRequest)).map(({ scope }) => scope).sort();

  it('go when their time is over, unless somebody is still at it', async () => {
    const at = later(now, DAY);
    await inTransaction((tx) =>
      tx.insert(IdempotentRequest, [
        key('over', at),
        key('not over', later(at, 1)),
        key('running', at, later(at, 1)),
        key('just begun', later(at, DAY), later(at, 1)),
      ]),
    );
    expect(await run(JOB, later(at, -1))).toEqual([]);
    expect(await run(JOB, at)).toEqual([1]);
    expect(await scopes()).toEqual(['just begun', 'not over', 'running']);
  });

  it('go in batches of 500', async () => {
    const keys = Array.from({ length: 1100 }, (_, i) => key(String(i), later(now, HOUR)));
    await inTransaction(async (tx) => {
      for (let i = 0; i < keys.length; i += 500) await tx.insert(IdempotentRequest, keys.slice(i, i + 500));
    });
    expect(await run(JOB, later(now, HOUR))).toEqual([500, 500, 100]);
  });
});

describe('expired sessions of staff, and links to choose a password with', () => {
  const JOB = 'purge-expired-sessions';

  const session = (id: string, expiresAt: Date): StaffSession => ({
    ...{ id, staffId: desk.ann.staffId, carrier: 'token', familyHash: '-', refreshHash: '-', previousRefreshHash: null },
    ...{ network: '-', userAgent: '-', createdAt: now, lastUsedAt: now, expiresAt },
  });
  const left = async (): Promise<string[]> =>
    [...(await desk.rows.manager.find(StaffSession)), ...(await desk.rows.manager.find(StaffLink))].map(({ id }) => id).sort();

  it('go a day after they have expired, those that count stay', async () => {
    const at = later(now, DAY);
    await inTransaction(async (tx) => {
      await tx.insert(StaffSession, [session('over', at), session('young', later(at, 1))]);
      await tx.insert(StaffLink, [
        { id: 'old link', staffId: 'one', purpose: 'invitation', expiresAt: at },
        { id: 'young link', staffId: 'two', purpose: 'invitation', expiresAt: later(at, 1) },
      ]);
    });
    expect(await run(JOB, later(at, DAY - 1))).toEqual([]);
    expect(await run(JOB, later(at, DAY))).toEqual([2]);
    expect(await left()).toEqual(['young', 'young link']);
  });
});

describe('what limits count', () => {
  it('goes when no limit looks at it any more, in batches of 500', async () => {
    const target = (i: number): TargetLimit => ({
      siteId: desk.siteId,
      kind: 'application',
      target: String(i),
      grantedAt: '',
      lastAskedAt: now,
    });
    const targets = Array.from({ length: 700 }, (_, i) => target(i));
    await inTransaction((tx) => tx.insert(TargetLimit, targets));
    await inTransaction((tx) => tx.insert(TargetLimit, { ...target(700), lastAskedAt: later(now, 2 * HOUR) }));
    expect(await run('purge-limited-targets', later(now, HOUR))).toEqual([]);
    expect(await run('purge-limited-targets', later(now, HOUR + 1))).toEqual([500, 200]);
    expect(await desk.rows.manager.count(TargetLimit)).toBe(1);
  });
});

describe('every purge', () => {
  const NAMES = [
    'forget-declined-applications',
    'purge-application-history',
    'purge-mail-records',
    'purge-site-history',
    'purge-decision-jobs',
    'purge-idempotency-keys',
    'purge-limited-targets',
    'purge-used-challenges',
  ];

  it('is a job', () => {
    const listed = desk.service.part(Jobs).all();
    expect(listed.map(({ job }) => job.name)).toEqual(expect.arrayContaining(NAMES));
  });

  it.each(NAMES)('%s finds what is due by an index, however much is not', async (name) => {
    // Something of everything.
    const wish = { kind: 'decline', notifyByEmail: true } as const;
    const ids = await desk.applications(3, { status: 'unapproved' });
    await desk.service.part(DecideMany).execute(desk.ann, wish, { ids }, undefined);
    await desk.applications(3, { status: 'not_approved' });
    await run('forget-declined-applications', later(now, 400 * DAY));
    await desk.applications(3, { status: 'not_approved' });
    const seen = await statementsOf(() => run(name, later(now, 4000 * DAY)));
    const looks = seen.filter(([sql]) => /^SELECT.*LIMIT/s.test(sql) && !/sites/.test(sql));
    expect(looks.length).toBeGreaterThan(0);
    for (const [sql, values] of looks) {
      expect({ sql, faults: await faultsOfPlan(desk.rows, sql, values) }).toEqual({ sql, faults: [] });
    }
  });
});
