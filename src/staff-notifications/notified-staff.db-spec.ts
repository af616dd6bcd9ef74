import { createMigratedDatabase, type MigratedDatabase } from '../../test/support/migrated-database';
import { Staff, StaffMembership, type SiteRole, StaffStore } from '../auth';
import { later } from '../platform/clock/clock';
import { Site } from '../sites';
import { type Pace } from './domain/pace';
import { type NotifiedBatch, NotifiedStaff } from './notified-staff';
import { StaffNotification } from './staff-notification.entity';
import { StaffNotificationStore } from './staff-notification.store';

const NOW = new Date('2026-03-01T12:00:00.000Z');

let database: MigratedDatabase;
let choices: StaffNotificationStore;
let notified: NotifiedStaff;

beforeAll(async () => {
  database = await createMigratedDatabase();
  choices = new StaffNotificationStore(database.dataSource);
  notified = new NotifiedStaff(new StaffStore(database.dataSource), choices);
  await database.transactions.run((tx) =>
    tx.insert(
      Site,
      ['site', 'other'].map((id) => ({ id, slug: id, name: id, registrationAvailable: true, createdAt: NOW })),
    ),
  );
  for (const id of ['ann', 'ben', 'cleo', 'dora', 'emil']) await onStaff(id, 'administrator');
  await onStaff('gone', 'administrator', { disabledAt: NOW });
  await onStaff('rika', 'reviewer');
  await onStaff('stranger', 'administrator', {}, 'other');
});
afterEach(() => database.transactions.run((tx) => tx.deleteAll(StaffNotification)));
afterAll(() => database.close());

async function onStaff(id: string, role: SiteRole, more: Partial<Staff> = {}, siteId = 'site'): Promise<void> {
  const email = `${id}@site.example`;
  const person = { id, name: id, email, emailKey: email, passwordHash: '-', isOperator: false, tokenGeneration: 0 };
  await database.transactions.run(async (tx) => {
    await tx.insert(Staff, { ...person, disabledAt: null, createdAt: NOW, ...more });
    await tx.insert(StaffMembership, { siteId, staffId: id, role });
  });
}

async function choose(pace: Pace, ...staffIds: string[]): Promise<void> {
  await database.transactions.run(async (tx) => {
    for (const staffId of staffIds) {
      await choices.choose(tx, { siteId: staffId === 'stranger' ? 'other' : 'site', staffId, pace, chosenAt: NOW });
    }
  });
}

const settings = (...notifiedOfApplications: string[]) => ({ siteId: 'site', notifiedOfApplications });

const immediately = (...named: string[]): Promise<string[]> => immediatelySince(later(NOW, 1), ...named);

const immediatelySince = (waitsSince: Date, ...named: string[]): Promise<string[]> =>
  database.transactions.run(async (tx) =>
    (await notified.immediately(tx, settings(...named), waitsSince)).map(({ id }) => id).sort(),
  );

/** Everybody who is told hourly, and how many batches that took. */
async function hourly(size: number, ...named: string[]): Promise<{ told: string[]; batches: number }> {
  const told: string[] = [];
  let after: string | null = null;
  let batches = 0;
  do {
    const from: string | null = after;
    const batch: NotifiedBatch = await database.transactions.run((tx) =>
      notified.hourly(tx, settings(...named), { after: from, size }),
    );
    expect(batch.people.length).toBeLessThanOrEqual(size);
    told.push(...batch.people.map(({ id }) => id));
    after = batch.next;
    batches += 1;
  } while (after !== null);
  return { told, batches };
}

describe('who is told of each waiting application at once', () => {
  it('is everybody named, unless they have chosen otherwise', async () => {
    expect(await immediately('administrators')).toEqual(['ann', 'ben', 'cleo', 'dora', 'emil']);
    await choose('hourly', 'ann');
    await choose('off', 'ben', 'rika');
    await choose('immediately', 'cleo');
    expect(await immediately('administrators', 'rika')).toEqual(['cleo', 'dora', 'emil']);
  });

  it('may be nobody: who is named and wants nothing is not replaced by others', async () => {
    await choose('off', 'rika');
    expect(await immediately('rika')).toEqual([]);
  });

  it('a choice replaces the one before', async () => {
    await choose('off', 'ann');
    await choose('immediately', 'ann');
    expect(await immediately('ann')).toEqual(['ann']);
    expect(await choices.paceOf('site', 'ann')).toBe('immediately');
    expect(await choices.paceOf('site', 'ben')).toBe('immediately');
  });

  it('a choice goes with the membership', async () => {
    await choose('off', 'dora');
    await database.transactions.run((tx) => tx.delete(StaffMembership, { siteId: 'site', staffId: 'dora' }));
    expect(await choices.paceOf('site', 'dora')).toBe('immediately');
    await database.transactions.run((tx) =>
      tx.insert(StaffMembership, { siteId: 'site', staffId: 'dora', role: 'administrator' }),
    );
  });
});

describe('who is told once an hour', () => {
  it.each([1, 2, 3, 100])('is found in batches of %i: who has chosen so, is named, and may log in', async (size) => {
    await choose('hourly', 'ann', 'cleo', 'emil', 'gone', 'rika', 'stranger');
    await choose('off', 'ben');
    const found = await hourly(size, 'administrators');
    expect(found.told).toEqual(['ann', 'cleo', 'emil']);
    expect(found.batches).toBe(Math.floor(5 / size) + 1);
    expect((await hourly(size, 'rika', 'emil')).told).toEqual(['emil', 'rika']);
    expect((await hourly(size)).told).toEqual([]);
  });

  it('on which sites is known, in batches', async () => {
    await choose('hourly', 'ann', 'ben', 'stranger');
    expect(await notified.sitesWithHourly({ after: null, size: 10 })).toEqual(['other', 'site']);
    expect(await notified.sitesWithHourly({ after: null, size: 1 })).toEqual(['other']);
    expect(await notified.sitesWithHourly({ after: 'other', size: 1 })).toEqual(['site']);
    expect(await notified.sitesWithHourly({ after: 'site', size: 1 })).toEqual([]);
  });
});
