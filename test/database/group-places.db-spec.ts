import { setTimeout as sleep } from 'node:timers/promises';
import { createMigratedDatabase, type MigratedDatabase } from '../support/migrated-database';
import { Application } from '../../src/applications';
import { Group } from '../../src/groups';
import { Site } from '../../src/sites';
import { Account } from '../../src/accounts/account.entity';
import { GroupPlaces } from '../../src/accounts/group-places';
import { type Tx } from '../../src/platform/database/transactions';

const NOW = new Date('2026-03-01T12:00:00.000Z');

let database: MigratedDatabase;
let places: GroupPlaces;

beforeAll(async () => {
  database = await createMigratedDatabase();
  const { dataSource, transactions } = database;
  places = new GroupPlaces(dataSource);
  await transactions.run(async (tx) => {
    await tx.insert(Site, { id: 'site', slug: 'site', name: 'Site', registrationAvailable: true, createdAt: NOW });
    for (const [id, memberLimit] of [
      ['another', 3],
      ['small', 3],
      ['unlimited', null],
    ] as const) {
      await tx.insert(Group, {
        ...{ siteId: 'site', id, lmsId: id, name: id, nameKey: id, code: null, codeKey: null, parentId: null, memberLimit },
        ...{ archived: false, signupUrlStatus: 'not_published', signupUrlId: null, createdAt: NOW, updatedAt: NOW },
      });
    }
  });
});
afterEach(() => database.transactions.run((tx) => tx.deleteAll(Application)));
afterAll(() => database.close());

async function addMember(tx: Tx, id: string, groupId: string): Promise<void> {
  await tx.insert(Application, {
    ...{ siteId: 'site', id, status: 'approved', name: id, email: id, emailKey: id, answers: '{}', formVersion: '0' },
    ...{ locale: 'en', linkGeneration: 0, linkExpiresAt: NOW, appliedAt: NOW },
  });
  await tx.insert(Account, {
    ...{ siteId: 'site', id, applicationId: id, name: id, loginId: null, loginIdKey: null, email: id, emailKey: id },
    ...{ passwordHash: 'hash', groupId, createdAt: NOW, updatedAt: NOW },
  });
}

/** Somebody becomes a member, if there is a place. */
const joins = (id: string, groupId: string): Promise<boolean> =>
  database.transactions.run(async (tx) => {
    const left = await places.left(tx, 'site', [groupId, 'unlimited']);
    if ((left.get(groupId) ?? Infinity) <= 0) {
      return false;
    }
    await addMember(tx, id, groupId);
    return true;
  });

const joinAtOnce = (groupId: string): Promise<boolean[]> =>
  Promise.all(Array.from({ length: 12 }, (_, i) => joins(`member-${i}`, groupId)));

describe('a group with a limit of members', () => {
  it('takes as many as it has places, and not one more when they come at once', async () => {
    expect((await joinAtOnce('small')).filter(Boolean)).toHaveLength(3);
    await expect(places.ensureLeft({ siteId: 'site', id: 'small', memberLimit: 3 } as Group)).rejects.toMatchObject({
      code: 'group-full',
    });
    await expect(places.ensureLeft({ siteId: 'site', id: 'small', memberLimit: 4 } as Group)).resolves.toBeUndefined();
  });
});

describe('several groups', () => {
  it('count who became a member of one while another was waited for', async () => {
    const { transactions } = database;
    let isFirst = (): void => undefined;
    const first = new Promise<void>((resolve) => {
      isFirst = resolve;
    });
    const joining = transactions.run(async (tx) => {
      await places.left(tx, 'site', ['small']);
      isFirst();
      await sleep(300);
      await addMember(tx, 'somebody', 'small');
    });
    await first;
    const left = await transactions.run((tx) => places.left(tx, 'site', ['another', 'small']));
    await joining;
    expect(Object.fromEntries(left)).toEqual({ another: 3, small: 2 });
  });
});

describe('a group without', () => {
  it('takes everybody', async () => {
    expect((await joinAtOnce('unlimited')).filter(Boolean)).toHaveLength(12);
    await expect(places.ensureLeft({ siteId: 'site', id: 'unlimited', memberLimit: null } as Group)).resolves.toBeUndefined();
  });
});
