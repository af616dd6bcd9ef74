import { Desk } from '../support/desk';
import { recording } from '../support/statements';
import { Application, ApplicationHistory, ApplicationStore } from '../../src/applications';
import { idAt } from '../../src/platform/ids/id-at';
import { DecideApplication } from '../../src/approval/decide-application.use-case';
import { Mail } from '../../src/mail';
import { later } from '../../src/platform/clock/clock';
import { isSqlite } from '../../src/platform/database/engine';
import { Transactions, type Tx } from '../../src/platform/database/transactions';
import { RemindApplicants } from '../../src/reminders/remind-applicants';

jest.setTimeout(240_000);

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ON = { deleteUnactivatedEnabled: true, deleteUnactivatedAfterDays: 10, remindDaysBeforeDeletion: 3, linkLifeInHours: 24 };

interface Contents {
  readonly params: { readonly linkLifeInHours: string; readonly deletionAt: string; readonly timeZone: string };
  readonly activationLink: unknown;
}

let first: Desk;
let desk: Desk;
beforeAll(async () => {
  first = await Desk.open();
});
// Each test has a site of its own.
beforeEach(async () => {
  desk = await first.atAnotherSite();
  await desk.change({ ...ON, timeZone: 'Asia/Tokyo' });
});
afterAll(() => first.close());

const inTransaction = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => desk.service.part(Transactions).run(work);
const remind = (at: Desk = desk): Promise<number> => at.service.part(RemindApplicants).execute(at.siteId, inTransaction);
const unconfirmed = (count: number, at: Desk = desk): Promise<string[]> => at.applications(count, { status: 'not_activated' });
const daysLater = (days: number): void => {
  desk.service.putForward(24 * days);
};

const reminders = (at: Desk = desk): Promise<Mail[]> =>
  at.rows.manager.find(Mail, { where: { siteId: at.siteId, template: 'activation-reminder' }, order: { id: 'ASC' } });
const applicationOf = (id: string): Promise<Application> =>
  desk.rows.manager.findOneByOrFail(Application, { siteId: desk.siteId, id });

async function expectEachRemindedOnce(ids: readonly string[]): Promise<void> {
  expect(new Set(await desk.counts('mails', ids, "template = 'activation-reminder'"))).toEqual(new Set(ids.map((id) => [id, 1])));
  expect(new Set(await desk.counts('application_history', ids, "event = 'remind'"))).toEqual(new Set(ids.map((id) => [id, 1])));
}

describe('a reminder before the deletion', () => {
  it('is sent once, so many days before, with a new link that does not outlive the application', async () => {
    const [id = ''] = await unconfirmed(1);
    const { appliedAt } = await applicationOf(id);
    daysLater(6.99);
    expect(await remind()).toBe(0);
    daysLater(0.02);
    expect(await remind()).toBe(1);
    const reminded = await applicationOf(id);
    expect(reminded).toMatchObject({ status: 'not_activated', linkGeneration: 1 });
    expect(reminded.linkExpiresAt.getTime() - (reminded.remindedAt?.getTime() ?? 0)).toBe(DAY);
    const [mail] = await reminders();
    const { params, activationLink } = JSON.parse(mail?.params ?? '') as Contents;
    expect(params).toMatchObject({ linkLifeInHours: '24', timeZone: 'Asia/Tokyo' });
    expect(new Date(params.deletionAt)).toEqual(later(appliedAt, 10 * DAY));
    expect(activationLink).toEqual({ siteId: desk.siteId, id, generation: 1 });
    const history = await desk.rows.manager.findBy(ApplicationHistory, { siteId: desk.siteId, applicationId: id });
    expect(history).toMatchObject([
      { event: 'remind', fromStatus: 'not_activated', toStatus: 'not_activated', actorKind: 'system' },
    ]);
    daysLater(1);
    expect(await remind()).toBe(0);
  });

  it('has a link that ends with the application, whenever it is sent', async () => {
    await desk.change({ linkLifeInHours: 168 });
    const ids = [];
    for (let i = 0; i < 5; i += 1) {
      ids.push(...(await unconfirmed(1)));
      desk.service.putForward(9.3);
    }
    daysLater(9 - (5 * 9.3) / 24);
    expect(await remind()).toBe(5);
    const applications = await Promise.all(ids.map(applicationOf));
    for (const { appliedAt, linkExpiresAt } of applications) {
      const left = appliedAt.getTime() + 10 * DAY - linkExpiresAt.getTime();
      expect(left).toBeGreaterThanOrEqual(0);
      expect(left).toBeLessThan(HOUR);
    }
  });

  it.each([
    ['the reminder', { remindDaysBeforeDeletion: null }],
    ['deletion', { deleteUnactivatedEnabled: false }],
  ])('is not sent with %s switched off', async (_what, off) => {
    await desk.change(off);
    await unconfirmed(1);
    daysLater(8);
    expect(await remind()).toBe(0);
    expect(await reminders()).toEqual([]);
  });

  it('is for who has not confirmed, and has not been declined; other sites are left alone', async () => {
    const other = await first.atAnotherSite();
    await other.change(ON);
    await unconfirmed(1, other);
    await desk.applications(1, { status: 'unapproved' });
    await desk.applications(1, { status: 'not_approved', isActivated: false });
    daysLater(8);
    expect(await remind()).toBe(0);
    expect(await reminders(other)).toEqual([]);
    expect(await remind(other)).toBe(1);
  });

  it('is not sent any more when the application is about to go, and not for one that should be gone', async () => {
    await unconfirmed(1);
    daysLater(9.98);
    await remind();
    daysLater(5);
    expect(await remind()).toBe(0);
    expect(await reminders()).toEqual([]);
  });

  it('by two at once is one for each, in batches', async () => {
    const ids = await unconfirmed(450);
    daysLater(7.5);
    const batches: number[] = [];
    const counting = async (): Promise<number> =>
      desk.service.part(RemindApplicants).execute(desk.siteId, async (work) => {
        const rows = await inTransaction(work);
        batches.push(rows);
        return rows;
      });
    const [one, two] = await Promise.all([counting(), counting()]);
    expect(one + two).toBe(450);
    expect(Math.max(...batches)).toBeLessThanOrEqual(200);
    await expectEachRemindedOnce(ids);
  });

  it('goes on after a crash between two batches, and within one', async () => {
    const ids = await unconfirmed(450);
    daysLater(7.5);
    for (const diesInside of [false, true]) {
      let batches = 0;
      const dying = desk.service.part(RemindApplicants).execute(desk.siteId, (work) => {
        batches += 1;
        if (batches === 1) return inTransaction(work);
        return inTransaction(async (tx) => {
          if (diesInside) await work(tx);
          throw new Error('The process dies.');
        });
      });
      await expect(dying).rejects.toThrow('The process dies.');
    }
    expect(await remind()).toBe(50);
    await expectEachRemindedOnce(ids);
  });

  it('while somebody declines leaves no link on its way', async () => {
    for (let round = 0; round < 8; round += 1) {
      const [id = ''] = await unconfirmed(1);
      daysLater(8);
      const wish = { kind: 'decline', notifyByEmail: false } as const;
      const [, declined] = await Promise.allSettled([
        remind(),
        desk.service.part(DecideApplication).execute(desk.ben, id, wish, undefined),
      ]);
      expect(declined.status).toBe('fulfilled');
      expect(await desk.statusOf(id)).toBe('not_approved');
      expect(await reminders()).toEqual([]);
    }
  });

  it('is found without reading who has been reminded, or is not due', async () => {
    const old = await unconfirmed(300);
    daysLater(8);
    await remind();
    const [due = ''] = await unconfirmed(1);
    await desk.applications(300, { status: 'unapproved' });
    if (!isSqlite(desk.rows)) await desk.rows.query('ANALYZE TABLE applications');
    const span = { after: '', before: idAt(later(desk.service.now(), DAY)), size: 200 };
    const { found, asked } = await inTransaction(async (tx) => {
      const { recorded, asked: statements } = recording(tx);
      const ids = await desk.service.part(ApplicationStore).findUnreminded(recorded, desk.siteId, span);
      return { found: ids, asked: statements };
    });
    expect(old).not.toContain(due);
    expect(found).toEqual([due]);
    for (const [sql, values] of asked) {
      const plan = JSON.stringify(await desk.rows.query(`EXPLAIN ${isSqlite(desk.rows) ? 'QUERY PLAN' : ''} ${sql}`, values));
      expect(plan).toContain('ix_applications_notices');
      expect(plan).toMatch(isSqlite(desk.rows) ? /activatedAt=[?] AND remindedAt=[?] AND id>[?] AND id<[?]/ : /"type":"range"/);
      expect(plan).not.toMatch(/filesort|TEMP B-TREE/);
    }
    expect(asked).toHaveLength(1);
  });
});
