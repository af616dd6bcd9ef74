import fc from 'fast-check';
import { anyProblemOf, bodyOf, problemOf } from '../support/answers';
import { type Answer, type GroupSyncReport, type UpsertedGroup } from '../support/api';
import { aSlug } from '../support/builders';
import { countRows } from '../support/database';
import { MALFORMED_BODIES } from '../support/hostile';
import { sendRaw } from '../support/raw-http';
import { Scene } from '../support/scene';
import { createSite, createStaff, type StaffMember, type TestSite } from '../support/site';

// The client throws on any 5xx, so every request here also shows that there is none.
jest.setTimeout(120_000);

const NDJSON = { 'content-type': 'application/x-ndjson' };

let scene: Scene;
let reviewer: StaffMember;
let viewer: StaffMember;
beforeAll(async () => {
  scene = await Scene.open();
  reviewer = await createStaff(scene.service, { site: scene.site.slug, role: 'reviewer' });
  viewer = await createStaff(scene.service, { site: scene.site.slug, role: 'viewer' });
});
afterAll(() => scene.close());

const pathOf = (lmsId: string, site: TestSite = scene.site): string =>
  `/v1/sites/${site.slug}/groups/${encodeURIComponent(lmsId)}`;

const syncPath = (query = '', site: TestSite = scene.site): string => `/v1/sites/${site.slug}/groups/sync${query}`;

const read = (lmsId: string, site = scene.site): Promise<Answer<UpsertedGroup>> =>
  scene.api.group(site.administrator.token, site.slug, lmsId);

const upsert = (lmsId: string, group: object, site = scene.site): Promise<Answer<UpsertedGroup>> =>
  scene.api.upsertGroup(site.administrator.token, site.slug, lmsId, { name: 'Group', ...group });

const sync = (groups: unknown, query = '', site = scene.site): Promise<Answer<GroupSyncReport>> =>
  scene.api.send('POST', syncPath(query, site), { json: { groups }, token: site.administrator.token });

const syncLines = (
  raw: string | Buffer,
  query = '',
  headers: Record<string, string> = NDJSON,
): Promise<Answer<GroupSyncReport>> =>
  scene.api.send('POST', syncPath(query), {
    raw: raw as string,
    headers,
    token: scene.site.administrator.token,
  });

const linesOf = (groups: readonly object[]): string => groups.map((group) => `${JSON.stringify(group)}\n`).join('');

const outcomesOf = ({ items }: GroupSyncReport): string[] =>
  items.map(({ outcome, errors = [] }) => [outcome, ...errors.map(({ pointer, code }) => `${pointer} ${code}`)].join(' '));

const groupRows = (): Promise<number> => countRows(scene.service.database, '`groups`');

/** A live sign-up URL, as publishing leaves it. */
async function publish(lmsId: string): Promise<void> {
  const { id } = bodyOf(await read(lmsId), 200);
  const { database } = scene.service;
  await database.write(
    "INSERT INTO signup_urls (siteId, id, groupId, liveGroupId, `key`, codeRequired, codes, publishedAt, publishedById, version, updatedAt) SELECT siteId, id, id, id, id, 0, '[]', createdAt, 'staff', 1, createdAt FROM `groups` WHERE id = ?",
    [id],
  );
  await database.write("UPDATE `groups` SET signupUrlStatus = 'published', signupUrlId = id WHERE id = ?", [id]);
}

/** Makes an application one for the group. */
async function applyFor(lmsId: string, applicationId: string): Promise<void> {
  const { id } = bodyOf(await read(lmsId), 200);
  await scene.service.database.write('UPDATE applications SET groupId = ? WHERE id = ?', [id, applicationId]);
}

const stopReasonOf = async (lmsId: string): Promise<unknown> =>
  (
    await scene.service.database.rows(
      'SELECT stopReason, liveGroupId FROM signup_urls WHERE groupId = (SELECT id FROM `groups` WHERE lmsId = ?)',
      [lmsId],
    )
  )[0];

describe('a group', () => {
  it('is created, read, replaced and found unchanged, by the id the LMS has for it', async () => {
    bodyOf(await upsert('faculty', {}), 201);
    const sent = { name: ' Ｍaths １０１ ', code: 'M-101', parentLmsId: 'faculty', memberLimit: 30 };
    const created = bodyOf(await upsert('maths', sent), 201);
    expect(created).toEqual({
      ...{ id: created.id, lmsId: 'maths', name: 'Ｍaths １０１', code: 'M-101', parentLmsId: 'faculty', memberLimit: 30 },
      ...{ archived: false, signupUrlStatus: 'not_published', outcome: 'created' },
      ...{ createdAt: created.createdAt, updatedAt: created.createdAt },
    });
    const { outcome, ...group } = created;
    expect(outcome).toBe('created');
    expect(bodyOf(await read('maths'), 200)).toEqual(group);
    const unchanged = bodyOf(await upsert('maths', sent), 200);
    expect(unchanged).toEqual({ ...group, outcome: 'unchanged' });
    expect(bodyOf(await upsert('maths', { ...sent, lmsId: 'maths' }), 200)).toEqual(unchanged);
    const replaced = bodyOf(await upsert('maths', { name: 'Maths' }), 200);
    expect(replaced).toMatchObject({ id: group.id, name: 'Maths', code: null, parentLmsId: null, memberLimit: null });
    expect([replaced.outcome, replaced.updatedAt >= group.createdAt]).toEqual(['updated', true]);
  });

  it.each([
    'a/b',
    'ü',
    '講座🙂',
    'a b',
    '100%',
    "o'brien",
    'sync',
    'count',
    '__proto__x',
    '..a',
    '%2e%2e',
    '+',
    '?&#=',
    '🙂'.repeat(100),
    '/'.repeat(100),
  ])('may be called %j', async (lmsId) => {
    expect(bodyOf(await upsert(lmsId, {}), 201).lmsId).toBe(lmsId);
    expect((await sync([{ lmsId, name: 'Group' }])).body.summary).toMatchObject({ unchanged: 1 });
  });

  it('is found by its exact id alone', async () => {
    bodyOf(await upsert('Exact_1', {}), 201);
    for (const other of ['exact_1', 'Exact%', 'Exact-1', 'Exact_', 'Exact_1x', '%', '_', 'nobody', '\u200b', ' ', '%00']) {
      problemOf(await read(other), 404, 'group-not-found');
    }
    expect(bodyOf(await read(' Exact_1 '), 200).lmsId).toBe('Exact_1');
  });

  it('that is at fault is refused with every fault, and stays', async () => {
    bodyOf(await upsert('kept', { name: 'Kept' }), 201);
    const answer = await upsert('kept', { name: '', code: 1, memberLimit: 0, archived: 'no', colour: 'blue', lmsId: 'other' });
    expect(
      problemOf(answer, 422, 'validation-failed')
        .errors?.map(({ pointer, code }) => `${pointer} ${code}`)
        .sort(),
    ).toEqual([
      ...['#/archived not-a-boolean', '#/code not-a-string', '#/colour unknown-field', '#/lmsId not-one-of'],
      ...['#/memberLimit out-of-range', '#/name required'],
    ]);
    problemOf(await upsert('a\u0007b', {}), 422, 'validation-failed');
    problemOf(await upsert('x'.repeat(101), {}), 422, 'validation-failed');
    for (const [parentLmsId, code] of [
      ['kept', 'parent-itself'],
      ['nobody', 'parent-unknown'],
    ]) {
      const problem = problemOf(await upsert('kept', { parentLmsId }), 422, 'validation-failed');
      expect(problem.errors).toMatchObject([{ pointer: '#/parentLmsId', code }]);
    }
    expect(bodyOf(await read('kept'), 200).name).toBe('Kept');
  });

  it('that is archived loses its sign-up URL, tells who waits, and does not get it back', async () => {
    bodyOf(await upsert('closing', {}), 201);
    await publish('closing');
    await applyFor('closing', (await scene.activates()).id);
    await applyFor('closing', (await scene.becomesMember()).id);
    const archived = bodyOf(await upsert('closing', { archived: true }), 200);
    expect(archived).toMatchObject({ outcome: 'archived', archived: true, signupUrlStatus: 'stopped' });
    expect(archived).toMatchObject({ signupUrlStopped: true, applicationsWaiting: 1 });
    expect(await stopReasonOf('closing')).toEqual({ stopReason: 'group_archived', liveGroupId: null });
    const again = bodyOf(await upsert('closing', { archived: true }), 200);
    expect([again.outcome, again.signupUrlStopped]).toEqual(['unchanged', undefined]);
    expect(bodyOf(await upsert('closing', {}), 200)).toMatchObject({ outcome: 'restored', signupUrlStatus: 'stopped' });
  });

  it('and its changes are in the history of the site', async () => {
    bodyOf(await upsert('noted', {}), 201);
    bodyOf(await upsert('noted', { code: 'N' }), 200);
    bodyOf(await upsert('noted', { code: 'N' }), 200);
    const { token, name } = scene.site.administrator;
    const { items } = bodyOf(await scene.api.siteHistory(token, scene.site.slug, { subject: 'group', limit: '2' }), 200);
    expect(items.map(({ changes }) => changes)).toEqual([
      [{ field: 'noted.code', from: null, to: 'N' }],
      [{ field: 'noted.name', from: null, to: 'Group' }],
    ]);
    expect(items[0]?.actor.name).toBe(name);
  });
});

describe('a sync', () => {
  const GROUPS = [
    { lmsId: 's-child', name: 'Child', parentLmsId: 's-parent' },
    { lmsId: 's-parent', name: 'Parent', code: 'P' },
    { lmsId: 's-wrong', name: '', memberLimit: 'many' },
    { lmsId: 's-orphan', name: 'Orphan', parentLmsId: 's-nobody' },
    { lmsId: 's-parent', name: 'Twin' },
    'nonsense',
  ];
  const OUTCOMES = [
    'created',
    'created',
    'refused #/name required #/memberLimit not-an-integer',
    'refused #/parentLmsId parent-unknown',
    'refused #/lmsId duplicate',
    'refused # not-an-object',
  ];

  it('as a dry run tells what would be, and changes nothing', async () => {
    const before = await scene.service.database.dump(['groups', 'group_syncs', 'site_history']);
    const report = bodyOf(await sync(GROUPS, '?dryRun=true'), 200);
    expect([report.dryRun, outcomesOf(report)]).toEqual([true, OUTCOMES]);
    expect(await scene.service.database.dump(['groups', 'group_syncs', 'site_history'])).toEqual(before);
    problemOf(await read('s-parent'), 404, 'group-not-found');
  });

  it('takes what is good and reports the rest', async () => {
    const report = bodyOf(await sync(GROUPS, '?dryRun=false'), 200);
    expect(report.summary).toEqual({ created: 2, updated: 0, unchanged: 0, archived: 0, restored: 0, refused: 4 });
    expect(outcomesOf(report)).toEqual(OUTCOMES);
    expect(report.items.map(({ index, lmsId }) => [index, lmsId])).toEqual([
      ...[
        [0, 's-child'],
        [1, 's-parent'],
        [2, 's-wrong'],
        [3, 's-orphan'],
        [4, 's-parent'],
        [5, null],
      ],
    ]);
    expect(report.items[1]?.changes).toEqual([
      { field: 'name', from: null, to: 'Parent' },
      { field: 'code', from: null, to: 'P' },
    ]);
    expect(bodyOf(await read('s-child'), 200).parentLmsId).toBe('s-parent');
    for (const lmsId of ['s-wrong', 's-orphan']) problemOf(await read(lmsId), 404, 'group-not-found');
    expect(outcomesOf(bodyOf(await sync(GROUPS), 200)).slice(0, 2)).toEqual(['unchanged', 'unchanged']);
    const { token } = scene.site.administrator;
    const { items } = bodyOf(await scene.api.siteHistory(token, scene.site.slug, { subject: 'group-sync' }), 200);
    expect(items.map(({ changes }) => changes)).toEqual([[{ field: 'created', from: 0, to: 2 }]]);
  });

  it('as NDJSON says the same, blank lines or not', async () => {
    const groups = [{ lmsId: 'n-1', name: 'One' }, { lmsId: 'n-2', name: 'Zwei ü講座🙂', parentLmsId: 'n-1' }, { lmsId: 'n-3' }];
    const [one = '', ...others] = linesOf(groups).split(/(?<=\n)/);
    const dry = bodyOf(await syncLines(`\r\n${one}\n  \n${others.join('')}`, '?dryRun=true'), 200);
    expect(outcomesOf(dry)).toEqual(['created', 'created', 'refused #/name required']);
    expect(bodyOf(await sync(groups, '?dryRun=true'), 200)).toEqual(dry);
    const charset = { 'content-type': 'Application/X-NDJSON; charset="UTF-8"' };
    expect(bodyOf(await syncLines(linesOf(groups).trimEnd(), '', charset), 200)).toEqual({ ...dry, dryRun: false });
    expect(bodyOf(await read('n-2'), 200).name).toBe('Zwei ü講座🙂');
  });

  it('archives, stops URLs and tells who waits', async () => {
    bodyOf(await sync(['x', 'y', 'z'].map((name) => ({ lmsId: `a-${name}`, name }))), 200);
    await publish('a-x');
    await applyFor('a-x', (await scene.activates()).id);
    const report = bodyOf(await sync(['x', 'y'].map((name) => ({ lmsId: `a-${name}`, name, archived: true }))), 200);
    expect(report.items).toMatchObject([
      { lmsId: 'a-x', outcome: 'archived', signupUrlStopped: true, applicationsWaiting: 1 },
      { lmsId: 'a-y', outcome: 'archived', signupUrlStopped: false, applicationsWaiting: 0 },
    ]);
    expect(await stopReasonOf('a-x')).toEqual({ stopReason: 'group_archived', liveGroupId: null });
    expect(bodyOf(await read('a-z'), 200).archived).toBe(false);
  });

  it('of 10,000 groups is one request, in either form; of one more is refused', async () => {
    const site = await createSite(scene.service, scene.operator);
    const groups = Array.from({ length: 10_000 }, (_, i) => ({
      lmsId: `group-${i}`,
      name: `講座 ${i}`,
      parentLmsId: i % 100 === 0 ? null : `group-${i - (i % 100)}`,
    }));
    expect(bodyOf(await sync(groups, '', site), 200).summary).toMatchObject({ created: 10_000, refused: 0 });
    expect(await countRows(scene.service.database, '`groups` WHERE parentId IS NOT NULL')).toBeGreaterThanOrEqual(9_900);
    const again: Answer<GroupSyncReport> = await scene.api.send('POST', syncPath('', site), {
      raw: linesOf(groups),
      headers: NDJSON,
      token: site.administrator.token,
    });
    expect(bodyOf(again, 200).summary).toMatchObject({ unchanged: 10_000 });
    const more = [...groups, { lmsId: 'more', name: 'More' }];
    for (const answer of [await sync(more), await syncLines(linesOf(more)), await syncLines('1\n'.repeat(100_000))]) {
      expect(problemOf(answer, 422, 'validation-failed').errors).toMatchObject([{ pointer: '#/groups', code: 'too-many' }]);
    }
    expect(bodyOf(await read('group-9999', site), 200).parentLmsId).toBe('group-9900');
  });

  it('speaks the language of the reader', async () => {
    const json = { groups: [{ lmsId: 'a', name: '' }] };
    const { token } = scene.site.administrator;
    const ask = (language: string): Promise<Answer<GroupSyncReport>> =>
      scene.api.send('POST', syncPath('?dryRun=true'), { json, token, headers: { 'accept-language': language } });
    const details = [await ask('en'), await ask('ja')].map((answer) => bodyOf(answer, 200).items[0]?.errors?.[0]?.detail);
    expect(new Set(details).size).toBe(2);
  });

  it.each(['dryRun=yes', 'dryRun=', 'dryRun=1', 'dryRun=true&dryRun=false', 'dryRun[a]=true', 'dryrun=true', 'toString=1'])(
    'refuses the query %s, and changes nothing',
    async (query) => {
      const before = await groupRows();
      problemOf(await sync([{ lmsId: aSlug(), name: 'Group' }], `?${query}`), 422, 'validation-failed');
      expect(await groupRows()).toBe(before);
    },
  );
});

describe('two who write groups at once', () => {
  it('make no circle between them', async () => {
    bodyOf(await sync(['c-1', 'c-2', 'c-3'].map((lmsId) => ({ lmsId, name: lmsId }))), 200);
    const answers = await Promise.all([
      upsert('c-1', { parentLmsId: 'c-2' }),
      upsert('c-2', { parentLmsId: 'c-3' }),
      upsert('c-3', { parentLmsId: 'c-1' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 422]);
  });

  it('create the same group once', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => upsert('raced', {})));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array<number>(9).fill(200), 201]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  });
});

describe('groups are', () => {
  it("written by administrators alone, and read by the site's staff", async () => {
    bodyOf(await upsert('seen', {}), 201);
    for (const { token } of [reviewer, viewer]) {
      bodyOf(await scene.api.group(token, scene.site.slug, 'seen'), 200);
      problemOf(await scene.api.upsertGroup(token, scene.site.slug, 'seen', { name: 'Mine' }), 403, 'forbidden');
      problemOf(await scene.api.send('POST', syncPath(), { json: { groups: [] }, token }), 403, 'forbidden');
    }
    problemOf(await scene.api.group(scene.operator.token, scene.site.slug, 'seen'), 403, 'forbidden');
    problemOf(await scene.api.send('GET', pathOf('seen')), 401, 'unauthenticated');
    problemOf(await scene.api.send('PUT', pathOf('seen'), { json: {} }), 401, 'unauthenticated');
    problemOf(await scene.api.send('POST', syncPath(), { json: { groups: [] } }), 401, 'unauthenticated');
  });

  it("each site's own", async () => {
    const other = await createSite(scene.service, scene.operator);
    bodyOf(await upsert('mine', { name: 'Mine' }), 201);
    problemOf(await read('mine', other), 404, 'group-not-found');
    problemOf(await scene.api.group(other.administrator.token, scene.site.slug, 'mine'), 404, 'site-not-found');
    problemOf(await upsert('theirs', { parentLmsId: 'mine' }, other), 422, 'validation-failed');
    bodyOf(await upsert('mine', { name: 'Theirs', archived: true }, other), 201);
    expect(bodyOf(await read('mine'), 200)).toMatchObject({ name: 'Mine', archived: false });
    problemOf(await scene.api.group(scene.site.administrator.token, aSlug(), 'mine'), 404, 'site-not-found');
  });
});

describe('hostile input', () => {
  let before: number;
  beforeAll(async () => {
    before = await groupRows();
  });
  afterAll(async () => {
    expect(await groupRows()).toBe(before);
  });

  const send = (method: string, path: string, raw: string | Buffer, type: string): Promise<Answer> =>
    scene.api.send(method, path, {
      raw: raw as string,
      headers: { 'content-type': type },
      token: scene.site.administrator.token,
    });

  it.each([
    'text/plain',
    'text/csv',
    'application/ndjson',
    'application/x-ndjson; charset=utf-16',
    'application/x-ndjson; charset=latin1',
    'application/json-seq',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'x',
  ])('of the type %s is refused with 415', async (type) => {
    const valid = linesOf([{ lmsId: 'hostile', name: 'Hostile' }]);
    problemOf(await send('POST', syncPath(), valid, type), 415, 'unsupported-media-type');
  });

  it('as NDJSON is refused with 415 where an operation does not take it', async () => {
    const ndjson = 'application/x-ndjson';
    problemOf(await send('PUT', pathOf('hostile'), '{"name":"Hostile"}', ndjson), 415, 'unsupported-media-type');
    problemOf(await send('POST', '/v1/staff/sessions', '{}', ndjson), 415, 'unsupported-media-type');
    problemOf(await send('POST', `/v1/sites/${scene.site.slug}/applications`, '{}', ndjson), 415, 'unsupported-media-type');
    const page = await send('POST', '/activate', '{}', ndjson);
    expect(page.status).toBe(415);
  });

  it.each([...Object.entries(MALFORMED_BODIES)].filter(([what]) => what !== 'two values'))(
    'in JSON and in a line of NDJSON is refused with 400: %s',
    async (what, body) => {
      problemOf(await send('POST', syncPath(), body, 'application/json'), 400, 'malformed-request');
      problemOf(await send('PUT', pathOf('hostile'), body, 'application/json'), 400, 'malformed-request');
      if (/empty|white space/.test(what)) return;
      const good = Buffer.from(linesOf([{ lmsId: 'hostile', name: 'Hostile' }]));
      const answer = await send('POST', syncPath(), Buffer.concat([good, Buffer.from(body)]), 'application/x-ndjson');
      expect(problemOf(answer, 400, 'malformed-request').detail).toMatch(/^Line 2 /);
    },
  );

  it('that is no list of groups is refused with 422', async () => {
    for (const body of [
      'null',
      '[]',
      '1',
      '"a"',
      '{}',
      '{"groups":null}',
      '{"groups":{}}',
      '{"groups":[]}',
      '{"groups":[1],"x":1}',
    ]) {
      problemOf(await send('POST', syncPath(), body, 'application/json'), 422, 'validation-failed');
    }
    for (const body of ['', '\n\n', ' ']) {
      const problem = problemOf(await send('POST', syncPath(), body, 'application/x-ndjson'), 422, 'validation-failed');
      expect(problem.errors).toMatchObject([{ pointer: '#/groups', code: 'too-few' }]);
    }
    for (const body of ['null', '[]', '1']) {
      problemOf(await send('PUT', pathOf('hostile'), body, 'application/json'), 422, 'validation-failed');
      const report = bodyOf(await syncLines(body), 200);
      expect(outcomesOf(report)).toEqual(['refused # not-an-object']);
    }
    problemOf(
      await scene.api.send('PUT', pathOf('hostile'), { token: scene.site.administrator.token }),
      422,
      'validation-failed',
    );
    problemOf(await scene.api.send('POST', syncPath(), { token: scene.site.administrator.token }), 422, 'validation-failed');
  });

  it('with half characters or NUL is refused with 422, in a line as in JSON, naming where', async () => {
    for (const text of ['"a\\ud800"', '"a\\u0000"']) {
      const good = '{"lmsId":"hostile","name":"Hostile"}';
      const bad = `{"lmsId":"hostile-2","name":${text}}`;
      for (const answer of [
        await send('POST', syncPath(), `{"groups":[${good},${bad}]}`, 'application/json'),
        await send('POST', syncPath(), `${good}\n\n${bad}`, 'application/x-ndjson'),
      ]) {
        const problem = problemOf(answer, 422, 'validation-failed');
        expect(problem.errors).toMatchObject([{ pointer: '#/groups/1/name', code: 'broken-characters' }]);
      }
    }
  });

  it('larger than 8 MiB is refused with 413, and of one group larger than 64 KiB', async () => {
    const { host } = new URL(scene.api.baseUrl);
    for (const type of ['application/json', 'application/x-ndjson']) {
      // The head alone: whoever goes on sending such a body may find the connection closed before the answer is read.
      const head = [`POST ${syncPath()} HTTP/1.1`, `host: ${host}`, `content-type: ${type}`, 'content-length: 8388609', '', ''];
      const answer = await sendRaw(scene.api.baseUrl, head.join('\r\n'));
      expect([answer.status, answer.text]).toEqual([413, expect.stringContaining('body-too-large')]);
    }
    problemOf(
      await send('PUT', pathOf('hostile'), `{"name":"${'a'.repeat(65_536)}"}`, 'application/json'),
      413,
      'body-too-large',
    );
  });

  it('of almost 8 MiB of nothing is answered, soon', async () => {
    const started = performance.now();
    problemOf(await syncLines('\n'.repeat(8_000_000)), 422, 'validation-failed');
    problemOf(await syncLines(' '.repeat(8_000_000)), 422, 'validation-failed');
    problemOf(await syncLines('1\n'.repeat(4_000_000)), 422, 'validation-failed');
    problemOf(await syncLines('{}\n'.repeat(2_600_000)), 400, 'malformed-request');
    // Millions of values, and as many faults: each would take seconds and gigabytes to look at.
    for (const value of ['0', '""', '{}', '"\\u0000"']) {
      const list = `[${Array.from({ length: 2_600_000 / value.length }, () => value).join(',')}]`;
      problemOf(await send('POST', syncPath(), `{"groups":${list}}`, 'application/json'), 400, 'malformed-request');
      problemOf(await send('POST', syncPath(), list, 'application/x-ndjson'), 400, 'malformed-request');
    }
    const broken = Array.from({ length: 9_000 }, () => '"\\u0000"').join(',');
    const told = await send('POST', syncPath(), `{"groups":[${broken}]}`, 'application/json');
    expect(problemOf(told, 422, 'validation-failed').errors).toHaveLength(100);
    const members = Array.from({ length: 9_000 }, (_, i) => `"k${i}":0`).join(',');
    const report = bodyOf(await syncLines(`{${members}}\n`.repeat(20)), 200);
    expect(report.summary.refused).toBe(20);
    expect(JSON.stringify(report).length).toBeLessThan(500_000);
    // No timed test: only that it is not a matter of minutes.
    expect(performance.now() - started).toBeLessThan(60_000);
  });

  it('of any kind is answered with a report or a problem', async () => {
    const anyMember = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom('hostile', '%', '', null),
    );
    const anyGroup = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.record(
        {
          lmsId: anyMember,
          name: anyMember,
          code: anyMember,
          parentLmsId: anyMember,
          memberLimit: anyMember,
          archived: anyMember,
        },
        { requiredKeys: [] },
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(anyGroup, { maxLength: 5 }), async (groups) => {
        const lines = groups.map((group) => JSON.stringify(group)).join('\n');
        for (const answer of [await sync(groups, '?dryRun=true'), await syncLines(lines, '?dryRun=true')]) {
          if (answer.status === 200) expect(answer.body.items).toHaveLength(groups.length);
          else anyProblemOf(answer);
        }
        const [group = {}] = groups;
        const token = scene.site.administrator.token;
        await scene.api.send('PUT', pathOf('hostile'), { json: { name: '', ...(group as object) }, token });
      }),
      { numRuns: 100 },
    );
    expect([404, 200]).toContain((await read('hostile')).status);
    before = await groupRows();
  });
});
