import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MIGRATIONS } from '../../migrations';
import { createTestDatabase } from '../support/database';
import { createMigratedDatabase, type MigratedDatabase } from '../support/migrated-database';
import { Staff, StaffMembership, StaffStore } from '../../src/auth';
import { ENTITIES } from '../../src/entities';
import { Clock } from '../../src/platform/clock/clock';
import { type Config } from '../../src/platform/config/config';
import { parseDatabaseUrl } from '../../src/platform/config/database-url';
import { loadConfig } from '../../src/platform/config/load-config';
import { createDataSource } from '../../src/platform/database/create-data-source';
import { ListedOrigins } from '../../src/platform/http/listed-origins';
import { Ids } from '../../src/platform/ids/ids';
import { DomainError } from '../../src/platform/problem/domain-error';
import { type HistoryActor, SiteHistory, SiteHistoryEntry, THE_SERVICE } from '../../src/site-history';
import { Site, SiteStore } from '../../src/sites';
import {
  ChangeRegistrationSettings,
  type SettingsChange,
} from '../../src/registration-settings/change-registration-settings.use-case';
import { DEFAULT_SETTINGS } from '../../src/registration-settings/domain/settings';
import { RegistrationSettings } from '../../src/registration-settings/registration-settings.entity';
import { RegistrationSettingsStore } from '../../src/registration-settings/registration-settings.store';

const NOW = new Date('2026-03-01T12:00:00.000Z');
const SITE = { id: 'site', slug: 'site', name: 'Site', registrationAvailable: true, createdAt: NOW };
const ANN: HistoryActor = { kind: 'staff', id: 'ann', name: 'Ann', address: '203.0.113.7', requestId: 'request-of-ann' };
const BEN: HistoryActor = { kind: 'staff', id: 'ben', name: 'Ben', address: '203.0.113.8', requestId: 'request-of-ben' };

const CONFIG: Config = loadConfig({ NODE_ENV: 'test', LOG_LEVEL: 'silent', SECRET_KEY: 'of-no-consequence-0123456789-abcdef' });

class StoppedClock extends Clock {
  override now(): Date {
    return NOW;
  }
}

let database: MigratedDatabase;
let origins: ListedOrigins;
let settings: RegistrationSettingsStore;
let changeSettings: ChangeRegistrationSettings;

beforeAll(async () => {
  database = await createMigratedDatabase();
  const { dataSource, transactions } = database;
  const clock = new StoppedClock();
  origins = new ListedOrigins(clock);
  settings = new RegistrationSettingsStore(dataSource);
  changeSettings = new ChangeRegistrationSettings(
    new SiteStore(dataSource),
    new StaffStore(dataSource),
    settings,
    new SiteHistory(clock, new Ids(clock)),
    transactions,
    clock,
    origins,
    CONFIG,
  );
  origins.lookedUpBy(() => settings.frontEndOrigins());
  await transactions.run((tx) => tx.insert(Site, SITE));
});

afterEach(() =>
  database.transactions.run(async (tx) => {
    await tx.deleteAll(RegistrationSettings);
    await tx.deleteAll(SiteHistoryEntry);
    await tx.update(Site, { id: SITE.id }, SITE);
  }),
);

afterAll(() => database.close());

const change = (seen: number, body: SettingsChange, by: HistoryActor = ANN): Promise<RegistrationSettings> =>
  changeSettings.execute(SITE.id, seen, body, by);

const history = (): Promise<SiteHistoryEntry[]> => database.dataSource.manager.find(SiteHistoryEntry, { order: { id: 'ASC' } });

async function outcomesOf(attempts: Promise<unknown>[]): Promise<string[]> {
  const settled = await Promise.allSettled(attempts);
  return settled
    .map((outcome) => {
      if (outcome.status === 'fulfilled') return 'changed';
      if (outcome.reason instanceof DomainError) return outcome.reason.code;
      throw outcome.reason;
    })
    .sort();
}

describe('a site that never changed its settings', () => {
  it('has the defaults, as version 0', async () => {
    expect(await settings.get(SITE.id)).toMatchObject({ ...DEFAULT_SETTINGS, version: 0 });
  });
});

describe('a change', () => {
  it('of everything is read back as it was written', async () => {
    await database.transactions.run(async (tx) => {
      const person = { passwordHash: '-', isOperator: false, tokenGeneration: 0, disabledAt: null, createdAt: NOW };
      await tx.insert(Staff, { ...person, id: 'cleo', name: 'Cleo', email: 'cleo@site.example', emailKey: 'cleo@site.example' });
      await tx.insert(StaffMembership, { siteId: SITE.id, staffId: 'cleo', role: 'reviewer' });
    });
    const everything = {
      enabled: true,
      autoApprove: true,
      deleteUnactivated: { enabled: true, afterDays: 365, remindDaysBefore: 364 },
      linkLifeInHours: 168,
      usesLoginId: false,
      passwordMinimum: 64,
      locale: 'ja',
      timeZone: 'America/Argentina/Buenos_Aires',
      logInUrl: `https://lms.example.com/${'a'.repeat(476)}`,
      notifiedOfApplications: ['cleo'],
    };
    const changed = await change(0, everything);
    expect(await settings.get(SITE.id)).toEqual(changed);
    expect(changed).toMatchObject({ version: 1, updatedAt: NOW, passwordMinimum: 64, notifiedOfApplications: ['cleo'] });
    expect((await change(1, { notifiedOfApplications: [] })).notifiedOfApplications).toEqual([]);
    expect((await settings.get(SITE.id)).notifiedOfApplications).toEqual([]);
  });

  it('is in the history: who, when, from what to what, and only what really changed', async () => {
    await change(0, { enabled: true, autoApprove: false, deleteUnactivated: { enabled: true, afterDays: 30 } });
    const [entry, ...others] = await history();
    expect(others).toEqual([]);
    expect(entry).toMatchObject({
      siteId: SITE.id,
      at: NOW,
      subject: 'registration-settings',
      actorKind: 'staff',
      actorId: 'ann',
      actorName: 'Ann',
      requestId: 'request-of-ann',
    });
    expect(JSON.parse(entry?.changes ?? '')).toEqual([
      { field: 'enabled', from: false, to: true },
      { field: 'deleteUnactivated.enabled', from: false, to: true },
      { field: 'deleteUnactivated.afterDays', from: null, to: 30 },
    ]);
  });

  it('by the service itself names nobody', async () => {
    await change(0, { enabled: true }, THE_SERVICE);
    expect(await history()).toMatchObject([{ actorKind: 'system', actorId: null, actorName: null, requestId: null }]);
  });

  it('that changes nothing leaves the version and the history as they are, on a fresh site and later', async () => {
    expect(await change(0, { enabled: false, timeZone: 'utc' })).toMatchObject({ version: 0 });
    expect(await history()).toEqual([]);
    await change(0, { enabled: true });
    expect(await change(1, { enabled: true })).toMatchObject({ version: 1 });
    expect(await change(1, {})).toMatchObject({ version: 1 });
    expect(await history()).toHaveLength(1);
    expect(await outcomesOf([change(0, { enabled: true })])).toEqual(['version-stale']);
  });

  it('that is refused leaves no trace', async () => {
    expect(await outcomesOf([change(0, { linkLifeInHours: 0 })])).toEqual(['validation-failed']);
    await database.transactions.run((tx) => tx.update(Site, { id: SITE.id }, { registrationAvailable: false }));
    expect(await outcomesOf([change(0, { enabled: true })])).toEqual(['registration-not-available']);
    expect(await history()).toEqual([]);
    expect(await settings.get(SITE.id)).toMatchObject({ version: 0 });
  });

  it('of anything else is possible while availability is withdrawn, and registration stays as it was set', async () => {
    await change(0, { enabled: true });
    await database.transactions.run((tx) => tx.update(Site, { id: SITE.id }, { registrationAvailable: false }));
    expect(await change(1, { linkLifeInHours: 2 })).toMatchObject({ enabled: true, version: 2 });
    expect(await outcomesOf([change(2, { enabled: true })])).toEqual(['registration-not-available']);
    expect(await change(2, { enabled: false })).toMatchObject({ enabled: false, version: 3 });
  });

  it('is gone with its entry when the transaction fails', async () => {
    const clock = new StoppedClock();
    const sameId = { at: () => 'taken' } as unknown as Ids;
    const { dataSource, transactions } = database;
    const failing = new ChangeRegistrationSettings(
      new SiteStore(dataSource),
      new StaffStore(dataSource),
      settings,
      new SiteHistory(clock, sameId),
      transactions,
      clock,
      origins,
      CONFIG,
    );
    await failing.execute(SITE.id, 0, { enabled: true }, ANN);
    await expect(failing.execute(SITE.id, 1, { enabled: false }, ANN)).rejects.toThrow();
    expect(await settings.get(SITE.id)).toMatchObject({ enabled: true, version: 1 });
    expect(await history()).toHaveLength(1);
  });
});

describe('changes at once, with the same version seen', () => {
  it.each([0, 1])('have one winner, at version %i: the others are stale, and one entry tells of it', async (seen) => {
    if (seen === 1) await change(0, { linkLifeInHours: 100 });
    const attempts = Array.from({ length: 10 }, (_, i) => change(seen, { linkLifeInHours: i + 1 }, i % 2 === 0 ? ANN : BEN));
    expect(await outcomesOf(attempts)).toEqual(['changed', ...Array<string>(9).fill('version-stale')]);
    const { linkLifeInHours, version } = await settings.get(SITE.id);
    expect(version).toBe(seen + 1);
    const entries = await history();
    expect(entries).toHaveLength(seen + 1);
    const told = entries.flatMap(({ changes }) => JSON.parse(changes) as object[]);
    expect(told).toContainEqual({ field: 'linkLifeInHours', from: seen === 0 ? 24 : 100, to: linkLifeInHours });
  });

  it('and availability withdrawn meanwhile never enable registration unseen', async () => {
    const sites = new SiteStore(database.dataSource);
    const withdraw = database.transactions.run(async (tx) => {
      const site = await sites.getLocked(tx, SITE.slug);
      await sites.save(tx, { ...site, registrationAvailable: false });
    });
    const [outcome] = await outcomesOf([change(0, { enabled: true })]);
    await withdraw;
    expect(['changed', 'registration-not-available']).toContain(outcome);
    expect((await settings.get(SITE.id)).enabled).toBe(outcome === 'changed');
    expect(await history()).toHaveLength(outcome === 'changed' ? 1 : 0);
  });
});

describe('settings from before the columns were added', () => {
  it('have the defaults in them, and keep what they were', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'matricula-test-'));
    const old = await createTestDatabase(folder);
    const url = parseDatabaseUrl(old.url);
    if (url === null) throw new Error(`Not a database: ${old.url}`);
    try {
      const firstColumn = MIGRATIONS.findIndex(({ name }) => name.startsWith('AddUsesLoginIdToSettings'));
      const before = await createDataSource(url, { entities: ENTITIES, migrations: MIGRATIONS.slice(0, firstColumn) });
      await before.runMigrations();
      await before.query(`INSERT INTO sites (id, slug, name, registrationAvailable, createdAt) VALUES ('s', 's', 'S', 1, ?)`, [
        '2026-01-01 00:00:00.000',
      ]);
      await before.query(
        `INSERT INTO registration_settings (siteId, enabled, autoApprove, linkLifeInHours, version, updatedAt) VALUES ('s', 1, 1, 36, 7, ?)`,
        ['2026-01-01 00:00:00.000'],
      );
      await before.destroy();
      const after = await createDataSource(url, { entities: ENTITIES, migrations: MIGRATIONS });
      await after.runMigrations();
      const kept = { enabled: true, autoApprove: true, linkLifeInHours: 36, version: 7 };
      expect(await new RegistrationSettingsStore(after).get('s')).toMatchObject({ ...DEFAULT_SETTINGS, ...kept });
      await after.destroy();
    } finally {
      await old.drop();
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe('the origins of front ends', () => {
  it('count at once on the site that lists them, and no longer once they are taken off', async () => {
    await expect(origins.isListed('https://lms.example', SITE.slug)).resolves.toBe(false);
    await change(0, { frontEndOrigins: ['https://lms.example', 'https://b.example'] });
    await expect(origins.isListed('https://lms.example', SITE.slug)).resolves.toBe(true);
    await expect(origins.isListed('https://b.example')).resolves.toBe(true);
    await expect(origins.isListed('https://b.example', 'another')).resolves.toBe(false);
    await change(1, { frontEndOrigins: [] });
    await expect(origins.isListed('https://lms.example', SITE.slug)).resolves.toBe(false);
    expect(await settings.frontEndOrigins()).toEqual([]);
  });
});
