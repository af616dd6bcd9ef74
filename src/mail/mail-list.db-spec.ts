import fc from 'fast-check';
import { v7 } from 'uuid';
import { faultsOfPlan } from '../../test/support/query-plans';
import { statementsDuring } from '../../test/support/statements';
import { createMigratedDatabase, type MigratedDatabase } from '../../test/support/migrated-database';
import { isSqlite } from '../platform/database/engine';
import { Site } from '../sites';
import { MAIL_STATES, type MailState } from './domain/mail-delivery';
import { MAIL_TEMPLATES, type MailTemplate } from './domain/mail-templates';
import { MailList, type MailFilter } from './mail-list';
import { Mail } from './mail.entity';

jest.setTimeout(180_000);

const SITE = 'site';
const MINUTE = 60_000;
const START = Date.parse('2026-01-01T00:00:00.000Z');
const HOW_MANY = 4_000;
const APPLICATIONS = 900;

let database: MigratedDatabase;
let mails: MailList;
let all: Mail[];

beforeAll(async () => {
  database = await createMigratedDatabase();
  mails = new MailList(database.dataSource);
  await database.transactions.run((tx) =>
    tx.insert(
      Site,
      [SITE, 'other'].map((id) => ({ id, slug: id, name: id, registrationAvailable: true, createdAt: new Date(START) })),
    ),
  );
  all = Array.from({ length: HOW_MANY }, (_, i) => aMail(i));
  await keep(all);
  await keep(Array.from({ length: 300 }, (_, i) => ({ ...aMail(i), siteId: 'other' })));
  if (!isSqlite(database.dataSource)) await database.dataSource.query('ANALYZE TABLE mails');
});

afterAll(() => database.close());

/** Most are sent activation mails; some templates there are none of, and few have failed. */
// eslint-disable-next-line complexity -- a table of shares, one a column
function aMail(i: number): Mail {
  const state: MailState = i % 97 === 0 ? 'failed' : i % 211 === 0 ? 'sending' : i > HOW_MANY - 60 ? 'queued' : 'sent';
  const template: MailTemplate =
    i % 5 === 0 ? 'approved' : i % 31 === 0 ? 'test' : i % 7 === 0 ? 'application-waiting' : 'activation';
  const queuedAt = new Date(START + i * MINUTE);
  return {
    siteId: SITE,
    id: v7({ msecs: queuedAt.getTime() }),
    applicationId: template === 'test' ? null : `application-${i % APPLICATIONS}`,
    template,
    locale: i % 2 === 0 ? 'en' : 'ja',
    recipient: null,
    params: null,
    state,
    tries: 1,
    dueAt: new Date(queuedAt.getTime() + 7),
    queuedAt,
    sentAt: state === 'sent' ? new Date(queuedAt.getTime() + 1_234) : null,
    lastAnswer: state === 'sent' ? '250 OK' : null,
  };
}

async function keep(some: readonly Mail[]): Promise<void> {
  await database.transactions.run(async (tx) => {
    for (let i = 0; i < some.length; i += 200) await tx.insert(Mail, some.slice(i, i + 200));
  });
}

const EVERYTHING: MailFilter = { states: [], templates: [], from: '', before: 'g' };

/** What the filter says, said again without a database. */
function matches({ states, templates, applicationId, from, before }: MailFilter, mail: Mail): boolean {
  return (
    (states.length === 0 || states.includes(mail.state)) &&
    (templates.length === 0 || templates.includes(mail.template)) &&
    (applicationId === undefined || mail.applicationId === applicationId) &&
    mail.id >= from &&
    mail.id < before
  );
}

const expected = (filter: MailFilter): string[] => all.filter((mail) => matches(filter, mail)).map(({ id }) => id);

const idOf = (i: number): string => all[i]?.id ?? '';

const COMBINED: Record<string, Partial<MailFilter>> = {
  nothing: {},
  'a rare state': { states: ['failed'] },
  'a common state': { states: ['sent'] },
  'several states': { states: ['queued', 'sending', 'failed'] },
  'every state': { states: MAIL_STATES },
  'a template': { templates: ['approved'] },
  'a template there is nothing of': { templates: ['application-digest'] },
  'several templates': { templates: ['approved', 'test', 'not-approved'] },
  'states and templates': { states: ['failed', 'queued'], templates: ['activation', 'approved'] },
  'all states and all templates but one of each': { states: MAIL_STATES.slice(1), templates: MAIL_TEMPLATES.slice(1) },
  'an application': { applicationId: 'application-7' },
  'an application nobody knows': { applicationId: 'nobody' },
  'an application, a state and a template': {
    applicationId: 'application-0',
    states: ['failed', 'sent'],
    templates: ['approved'],
  },
};

describe('the list of mails', () => {
  it.each(Object.entries(COMBINED))(
    'with %s has all that match, in order, either way, and no other site’s',
    async (_name, asked) => {
      const filter = { ...EVERYTHING, ...asked };
      const wanted = expected(filter);
      const oldestFirst = await mails.rows(SITE, filter, { order: 'ASC', size: HOW_MANY });
      expect(oldestFirst.map(({ id }) => id)).toEqual(wanted);
      const newestFirst = await mails.rows(SITE, filter, { order: 'DESC', size: 51 });
      expect(newestFirst.map(({ id }) => id)).toEqual([...wanted].reverse().slice(0, 51));
      expect(await mails.count(SITE, filter, HOW_MANY)).toBe(wanted.length);
      expect(await mails.count(SITE, filter, 7)).toBe(Math.min(7, wanted.length));
    },
  );

  it('has what any combination matches', async () => {
    const some = <T>(values: readonly T[]) => fc.subarray([...values], { maxLength: 4 });
    const filters = fc.record({
      states: some(MAIL_STATES),
      templates: some(MAIL_TEMPLATES),
      applicationId: fc.option(fc.constantFrom('application-1', 'application-630', 'nobody'), { nil: undefined, freq: 3 }),
      span: fc.tuple(fc.nat(HOW_MANY - 1), fc.nat(HOW_MANY - 1)),
    });
    await fc.assert(
      fc.asyncProperty(
        filters,
        fc.constantFrom('ASC' as const, 'DESC' as const),
        fc.integer({ min: 1, max: 200 }),
        async ({ states, templates, applicationId, span: [from, before] }, order, size) => {
          const about = applicationId === undefined ? {} : { applicationId };
          const filter = { states, templates, ...about, from: idOf(from), before: idOf(before) };
          const wanted = order === 'ASC' ? expected(filter) : expected(filter).reverse();
          const found = await mails.rows(SITE, filter, { order, size });
          expect(found.map(({ id }) => id)).toEqual(wanted.slice(0, size));
          expect(await mails.count(SITE, filter, size)).toBe(Math.min(size, wanted.length));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('tells moments as JSON does, and nothing of whom a mail went to', async () => {
    const [row] = await mails.rows(SITE, { ...EVERYTHING, from: idOf(1), before: idOf(2) }, { order: 'ASC', size: 2 });
    expect(row).toEqual({
      id: idOf(1),
      applicationId: 'application-1',
      template: 'activation',
      locale: 'ja',
      state: 'sent',
      tries: 1,
      queuedAt: '2026-01-01T00:01:00.000Z',
      dueAt: '2026-01-01T00:01:00.007Z',
      sentAt: '2026-01-01T00:01:01.234Z',
      lastAnswer: '250 OK',
    });
  });

  it.each(Object.entries(COMBINED))('with %s is read through indexes', async (_name, asked) => {
    const filter = { ...EVERYTHING, ...asked };
    const statements = await statementsDuring(database.dataSource, async () => {
      await mails.rows(SITE, filter, { order: 'DESC', size: 51 });
      await mails.rows(SITE, { ...filter, from: idOf(900), before: idOf(3_000) }, { order: 'ASC', size: 51 });
      await mails.count(SITE, { ...filter, states: ['sent'] }, 10_001);
    });
    expect(statements.length).toBeGreaterThan(2);
    for (const [sql, values] of statements) {
      expect({ sql, faults: await faultsOfPlan(database.dataSource, sql, values) }).toEqual({ sql, faults: [] });
    }
  });
});
