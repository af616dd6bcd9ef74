import { v7 } from 'uuid';
import { Group } from '../../src/groups';
import { searchKey } from '../../src/identity';
import { parseDatabaseUrl } from '../../src/platform/config/database-url';
import { createDataSource } from '../../src/platform/database/create-data-source';
import { SCHEMA } from '../../src/schema';
import { SignupTally } from '../../src/signup-urls';
import { Site } from '../../src/sites';
import { type EntityManager } from 'typeorm';
import { type TestDatabase } from './database';

const NOW = new Date('2026-01-01T00:00:00.000Z');

/** A group of `siteId` that nobody has published for. */
export function aGroup(siteId: string, said: Partial<Group> & { name: string }): Group {
  const id = said.id ?? v7();
  const code = said.code ?? null;
  return {
    siteId,
    id,
    lmsId: `lms-${id}`,
    nameKey: searchKey(said.name),
    code,
    codeKey: code === null ? null : searchKey(code),
    parentId: null,
    memberLimit: null,
    archived: false,
    signupUrlStatus: 'not_published',
    signupUrlId: null,
    createdAt: NOW,
    updatedAt: NOW,
    ...said,
  };
}

/** Puts groups into the database of a running service, the way a sync would. */
export function insertGroups(
  database: TestDatabase,
  slug: string,
  groups: readonly (Partial<Group> & { name: string })[],
): Promise<Group[]> {
  return withManager(database, async (manager) => {
    const site = await manager.findOneByOrFail(Site, { slug });
    const rows = groups.map((group) => aGroup(site.id, group));
    for (let start = 0; start < rows.length; start += 500) await manager.insert(Group, rows.slice(start, start + 500));
    return rows;
  });
}

export function changeGroup(database: TestDatabase, { siteId, id }: Group, change: Partial<Group>): Promise<unknown> {
  return withManager(database, (manager) => manager.update(Group, { siteId, id }, change));
}

/** As if so many had applied through a URL, and so many of them had been approved. */
export function insertTally(database: TestDatabase, tally: SignupTally): Promise<unknown> {
  return withManager(database, (manager) => manager.insert(SignupTally, tally));
}

/** In one transaction on the database of a running service. */
export async function withManager<T>(database: TestDatabase, work: (manager: EntityManager) => Promise<T>): Promise<T> {
  const settings = parseDatabaseUrl(database.url);
  if (settings === null) throw new Error(`Not a database: ${database.url}`);
  const dataSource = await createDataSource(settings, SCHEMA);
  try {
    return await dataSource.transaction(work);
  } finally {
    await dataSource.destroy();
  }
}
