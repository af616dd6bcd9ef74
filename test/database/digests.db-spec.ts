import { Desk } from '../support/desk';
import { recording } from '../support/statements';
import { isSqlite } from '../../src/platform/database/engine';
import { Transactions, type Tx } from '../../src/platform/database/transactions';
import { later, MINUTES } from '../../src/platform/clock/clock';
import { Application, ArrivalsReadModel } from '../../src/applications';
import { ErasePerson } from '../../src/cleanup/erase-person.use-case';
import { WriteDigests } from '../../src/digests/write-digests';
import { Mail } from '../../src/mail';
import { ChoosePace } from '../../src/staff-notifications/choose-pace.use-case';
import { StaffNotification } from '../../src/staff-notifications';
import { ReviewerMails } from '../../src/activation/reviewer-mails';
import { Site } from '../../src/sites';

jest.setTimeout(180_000);

interface Contents {
  readonly params: {
    readonly count: string;
    readonly applications: readonly { readonly name: string; readonly groupName: string }[];
  };
  readonly unsubscribes: { readonly id: string };
}

let first: Desk;
let desk: Desk;
beforeAll(async () => {
  first = await Desk.open();
});
// Each test has a site of its own, with both reviewers named.
beforeEach(async () => {
  desk = await first.atAnotherSite();
  await desk.change({ notifiedOfApplications: [desk.ann.staffId, desk.ben.staffId] });
});
afterAll(() => first.close());

const inTransaction = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => desk.service.part(Transactions).run(work);

const choose = (who: Desk['ann'], pace: 'immediately' | 'hourly' | 'off' = 'hourly') =>
  desk.service.part(ChoosePace).execute(who, pace);

const write = (at: Desk = desk): Promise<number> => at.service.part(WriteDigests).execute(at.siteId, inTransaction);

async function digests(at: Desk = desk): Promise<Contents[]> {
  const where = { siteId: at.siteId, template: 'application-digest' as const };
  const mails = await at.rows.manager.find(Mail, { where, order: { id: 'ASC' } });
  return mails.map(({ params }) => JSON.parse(params ?? '') as Contents);
}

const counts = async (): Promise<string[]> => (await digests()).map(({ params }) => params.count);

/** So many applications that came to wait a moment from now. */
async function cameToWait(count: number): Promise<string[]> {
  desk.service.putForward(1 / 3600);
  return desk.applications(count, { status: 'unapproved' });
}

const anHourLater = (): void => {
  desk.service.putForward(1);
};

describe('an hourly digest', () => {
  it('tells each person who wants one what came to wait since the last, once', async () => {
    await choose(desk.ann);
    await choose(desk.ben);
    await cameToWait(2);
    anHourLater();
    expect(await write()).toBe(2);
    const told = await digests();
    expect(new Set(told.map(({ unsubscribes }) => unsubscribes.id))).toEqual(new Set([desk.ann.staffId, desk.ben.staffId]));
    expect(told.map(({ params }) => [params.count, params.applications.length])).toEqual([
      ['2', 2],
      ['2', 2],
    ]);
    anHourLater();
    expect(await write()).toBe(0);
    await cameToWait(1);
    anHourLater();
    expect(await write()).toBe(2);
    expect((await counts()).slice(2)).toEqual(['1', '1']);
  });

  it('that is not sent yet names nobody who is erased, and is not sent to tell of nobody', async () => {
    await choose(desk.ann);
    const [gone = '', stays = ''] = await cameToWait(2);
    anHourLater();
    await write();
    const nameOf = async (id: string): Promise<string> =>
      (await desk.rows.manager.findOneByOrFail(Application, { siteId: desk.siteId, id })).name;
    const names = [await nameOf(gone), await nameOf(stays)];
    const named = async (): Promise<string[][]> =>
      (await digests()).map(({ params }) => [params.count, ...params.applications.map(({ name }) => name)]);
    expect(await named()).toEqual([['2', ...names]]);
    await desk.service.part(ErasePerson).byApplication(desk.ann, gone);
    expect(await named()).toEqual([['1', names[1]]]);
    await desk.service.part(ErasePerson).byApplication(desk.ann, stays);
    expect(await named()).toEqual([]);
  });

  it('is not written twice within an hour of the clock, and forgets nothing for that', async () => {
    await choose(desk.ann);
    const toTheHour = 3_600_000 - (desk.service.now().getTime() % 3_600_000);
    desk.service.putForward(toTheHour / 3_600_000);
    await cameToWait(1);
    expect(await write()).toBe(1);
    await cameToWait(1);
    expect(await write()).toBe(0);
    anHourLater();
    expect(await write()).toBe(1);
    expect(await counts()).toEqual(['1', '1']);
  });

  it('has nothing that does not wait any more, or of which its reader was told at once', async () => {
    await cameToWait(3);
    desk.service.putForward(1 / 3600);
    await choose(desk.ann);
    const [decided = ''] = await cameToWait(1);
    await inTransaction((tx) => tx.update(Application, { siteId: desk.siteId, id: decided }, { status: 'not_approved' }));
    await desk.applications(1, { status: 'not_activated' });
    anHourLater();
    expect(await write()).toBe(0);
    await cameToWait(1);
    await choose(desk.ann, 'hourly');
    expect(await write()).toBe(1);
    expect(await counts()).toEqual(['1']);
  });

  it('names 50 and says how many there are', async () => {
    await choose(desk.ann);
    await cameToWait(60);
    anHourLater();
    expect(await write()).toBe(1);
    const [told] = await digests();
    expect(told?.params.count).toBe('60');
    expect(told?.params.applications).toHaveLength(50);
  });

  it('is not written to who has left it, and leaves other sites alone', async () => {
    const other = await first.atAnotherSite();
    await other.change({ notifiedOfApplications: [other.ann.staffId] });
    await other.service.part(ChoosePace).execute(other.ann, 'hourly');
    await choose(desk.ann);
    await choose(desk.ben);
    await cameToWait(1);
    await other.applications(1, { status: 'unapproved' });
    await choose(desk.ben, 'off');
    anHourLater();
    expect(await write()).toBe(1);
    expect(await digests(other)).toEqual([]);
    expect(await write(other)).toBe(1);
  });

  it('by two at once is one', async () => {
    for (let round = 0; round < 8; round += 1) {
      const site = await first.atAnotherSite();
      await site.change({ notifiedOfApplications: [site.ann.staffId, site.ben.staffId] });
      for (const who of [site.ann, site.ben]) await site.service.part(ChoosePace).execute(who, 'hourly');
      desk.service.putForward(1 / 3600);
      await site.applications(2, { status: 'unapproved' });
      const written = await Promise.all([write(site), write(site), write(site)]);
      expect(written.reduce((sum, each) => sum + each, 0)).toBe(2);
      expect(await digests(site)).toHaveLength(2);
    }
  });

  it('that is undone leaves nobody told, and nobody forgotten', async () => {
    await choose(desk.ann);
    await cameToWait(1);
    anHourLater();
    const dying = desk.service.part(WriteDigests).execute(desk.siteId, (work) =>
      inTransaction(async (tx) => {
        await work(tx);
        throw new Error('The process dies.');
      }),
    );
    await expect(dying).rejects.toThrow('The process dies.');
    expect(await digests()).toEqual([]);
    expect(await write()).toBe(1);
    expect(await write()).toBe(0);
  });

  it('misses nothing that is being activated: each is told by it, by the next, or at once', async () => {
    await desk.change({ notifiedOfApplications: [desk.ann.staffId] });
    await choose(desk.ann);
    const site = await desk.rows.manager.findOneByOrFail(Site, { id: desk.siteId });
    for (let round = 0; round < 10; round += 1) {
      desk.service.putForward(1);
      const [id = ''] = await desk.applications(1, { status: 'not_activated' });
      // The activation of a process whose clock is a little behind or ahead, or that takes its time.
      const activatedAt = later(desk.service.now(), (round % 3) - 1);
      const activation = inTransaction(async (tx) => {
        await tx.update(Application, { siteId: desk.siteId, id }, { status: 'unapproved', activatedAt });
        const application = await tx.findOneByOrFail(Application, { siteId: desk.siteId, id });
        await desk.service.part(ReviewerMails).applicationWaiting(tx, application, site);
        await new Promise((resolve) => setTimeout(resolve, 20 * (round % 4)));
      });
      await Promise.all([activation, write()]);
      desk.service.putForward(1);
      await write();
      const inDigests = (await counts()).reduce((sum, count) => sum + Number(count), 0);
      const atOnce = await desk.rows.manager.countBy(Mail, { siteId: desk.siteId, template: 'application-waiting' });
      expect(inDigests + atOnce).toBe(round + 1);
    }
  });

  it('is found without reading what waits since long', async () => {
    await cameToWait(400);
    anHourLater();
    const after = desk.service.now();
    await cameToWait(3);
    if (!isSqlite(desk.rows)) await desk.rows.query('ANALYZE TABLE applications');
    const span = { after, upTo: later(after, 60 * MINUTES) };
    const asked = await inTransaction(async (tx) => {
      const { recorded, asked: statements } = recording(tx);
      const arrivals = desk.service.part(ArrivalsReadModel);
      expect(await arrivals.count(recorded, desk.siteId, span)).toEqual({ count: 3, exact: true });
      expect(await arrivals.first(recorded, desk.siteId, span, 50)).toHaveLength(3);
      return statements;
    });
    expect(asked).toHaveLength(2);
    for (const [sql, values] of asked) {
      const plan = JSON.stringify(await desk.rows.query(`EXPLAIN ${isSqlite(desk.rows) ? 'QUERY PLAN' : ''} ${sql}`, values));
      expect(plan).toContain('ix_applications_notices');
      expect(plan).toMatch(isSqlite(desk.rows) ? /activatedAt>[?] AND activatedAt<[?]/ : /"type":"range"/);
    }
  });
});

it('is chosen without losing what has been told, and by the same choice again changes nothing', async () => {
  await choose(desk.ann);
  const where = { siteId: desk.siteId, staffId: desk.ann.staffId };
  const before = await desk.rows.manager.findOneByOrFail(StaffNotification, where);
  await cameToWait(1);
  await choose(desk.ann);
  expect(await desk.rows.manager.findOneByOrFail(StaffNotification, where)).toEqual(before);
  await write();
  await choose(desk.ann, 'off');
  const after = await desk.rows.manager.findOneByOrFail(StaffNotification, where);
  expect(after.lastDigestAt?.getTime()).toBeGreaterThan(before.chosenAt.getTime());
});
