import { v7 } from 'uuid';
import { type Group } from '../../src/groups';
import { bodyOf, problemOf } from '../support/answers';
import { type Answer, type SiteHistory } from '../support/api';
import { aSlug } from '../support/builders';
import { countRows } from '../support/database';
import { changeGroup, insertGroups, insertTally } from '../support/groups';
import { modulesInPng, modulesInSvg, modulesOf } from '../support/qr-codes';
import { Scene } from '../support/scene';
import { createSite, createStaff, type StaffMember } from '../support/site';

jest.setTimeout(90_000);

interface Code {
  id: string;
  code: string | null;
  label: string | null;
  removed: boolean;
  applied: number;
  approved: number;
}
interface SignupUrl {
  id: string;
  groupId: string;
  url: string;
  status: string;
  authentication: { required: boolean; codes: Code[]; withoutCode: { applied: number; approved: number } };
  note: string | null;
  endsAt: string | null;
  publishedBy: string | null;
  stoppedAt: string | null;
  stoppedBy: string | null;
  stopReason: string | null;
  applications: number;
  approved: number;
  version: number;
}
interface ListedGroup {
  id: string;
  name: string;
  signupUrlStatus: string;
  signupUrl: { id: string; url: string } | null;
  applications: number;
  approved: number;
}
type Line = Record<string, unknown> & { outcome?: string; groupId?: string; url?: string };

let scene: Scene;
let reviewer: StaffMember;
let viewer: StaffMember;
beforeAll(async () => {
  scene = await Scene.open();
  reviewer = await createStaff(scene.service, { site: scene.site.slug, role: 'reviewer' });
  viewer = await createStaff(scene.service, { site: scene.site.slug, role: 'viewer' });
});
afterAll(() => scene.close());

const ask = <B = unknown>(
  method: string,
  path: string,
  json?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer<B>> => askAs<B>(scene.site.administrator, method, path, { json, headers });

const askAs = <B = unknown>(
  who: StaffMember,
  method: string,
  path: string,
  { json, headers = {} }: { json?: unknown; headers?: Record<string, string> } = {},
): Promise<Answer<B>> =>
  scene.api.send<B>(method, `/v1/sites/${scene.site.slug}${path}`, {
    token: who.token,
    headers,
    ...(json !== undefined && { json }),
  });

const groupsCalled = (...names: string[]): Promise<Group[]> =>
  insertGroups(
    scene.service.database,
    scene.site.slug,
    names.map((name) => ({ name })),
  );

async function aFreshGroup(said: Partial<Group> = {}): Promise<Group> {
  const [group] = await insertGroups(scene.service.database, scene.site.slug, [{ name: `Group ${v7()}`.slice(0, 30), ...said }]);
  if (group === undefined) throw new Error('No group was made.');
  return group;
}

async function published(groupId: string, options: object = {}): Promise<SignupUrl> {
  return bodyOf(await ask<SignupUrl>('POST', '/signup-urls', { groupId, ...options }), 201);
}

const edit = (url: SignupUrl, change: unknown, version = url.version): Promise<Answer<SignupUrl>> =>
  ask('PATCH', `/signup-urls/${url.id}`, change, { 'if-match': `"${version}"` });

const linesOf = (answer: Answer): Line[] => {
  bodyOf(answer, 200);
  expect(answer.headers.get('content-type')).toBe('application/x-ndjson');
  return answer.text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
};

const keyOf = ({ url }: { url: string }): string => url.split('/').at(-1) ?? '';
const statusOf = async ({ id }: Group): Promise<string> => {
  const [row] = await scene.service.database.rows<{ status: string }>(
    'SELECT signupUrlStatus AS status FROM `groups` WHERE id = ?',
    [id],
  );
  return row?.status ?? 'none';
};
const faultsIn = (answer: Answer): string[] =>
  (problemOf(answer, 422, 'validation-failed').errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`);

describe('publishing for a group', () => {
  it('answers a URL with a random key of 144 bit', async () => {
    const group = await aFreshGroup();
    const answer = await ask<SignupUrl>('POST', '/signup-urls', { groupId: group.id });
    const url = bodyOf(answer, 201);
    expect(url.url).toMatch(new RegExp(`^${scene.service.baseUrl}/r/[\\w-]{24}$`));
    expect(url).toMatchObject({ groupId: group.id, status: 'live', note: null, endsAt: null, applications: 0, version: 1 });
    expect(url.publishedBy).toBe(scene.site.administrator.name);
    expect(answer.headers.get('etag')).toBe('"1"');
    const location = answer.headers.get('location') ?? '';
    expect(bodyOf(await scene.api.send('GET', location, { token: viewer.token }), 200)).toEqual(url);
    expect(await statusOf(group)).toBe('published');
  });

  it('is refused while a URL is live, naming it', async () => {
    const group = await aFreshGroup();
    const { id } = await published(group.id);
    expect(problemOf(await ask('POST', '/signup-urls', { groupId: group.id }), 409, 'signup-url-live')['signupUrlId']).toBe(id);
    expect(await countRows(scene.service.database, 'signup_urls WHERE groupId = ?', [group.id])).toBe(1);
  });

  it('again after a stop gives a new key, and the old one stays dead', async () => {
    const group = await aFreshGroup();
    const first = await published(group.id, { authentication: { required: true, codes: [{ code: 'spring' }] } });
    const stopped = bodyOf(await ask<SignupUrl>('POST', `/signup-urls/${first.id}/stop`), 200);
    expect(stopped).toMatchObject({
      status: 'stopped',
      stopReason: 'staff',
      stoppedBy: scene.site.administrator.name,
      url: first.url,
    });
    const second = await published(group.id);
    expect(keyOf(second)).not.toBe(keyOf(first));
    expect(second.authentication.codes).toEqual([]);
    const had = bodyOf(
      await ask<{ items: SignupUrl[]; nextCursor: string | null }>('GET', `/signup-urls?groupId=${group.id}`),
      200,
    );
    expect(had.items.map(({ id, status }) => [id, status])).toEqual([
      [second.id, 'live'],
      [first.id, 'stopped'],
    ]);
    const page = bodyOf(
      await ask<{ items: SignupUrl[]; nextCursor: string }>('GET', `/signup-urls?groupId=${group.id}&limit=1`),
      200,
    );
    const next = bodyOf(
      await ask<{ items: SignupUrl[]; nextCursor: null }>(
        'GET',
        `/signup-urls?groupId=${group.id}&limit=1&cursor=${page.nextCursor}`,
      ),
      200,
    );
    expect([page.items[0]?.id, next.items[0]?.id, next.nextCursor]).toEqual([second.id, first.id, null]);
  });

  it('is refused for a group that is archived, unknown, or another site’s', async () => {
    const archived = await aFreshGroup({ archived: true });
    problemOf(await ask('POST', '/signup-urls', { groupId: archived.id }), 409, 'group-archived');
    problemOf(await ask('POST', '/signup-urls', { groupId: v7() }), 404, 'group-not-found');
    const other = await createSite(scene.service, scene.operator);
    const [theirs] = await insertGroups(scene.service.database, other.slug, [{ name: 'Theirs' }]);
    problemOf(await ask('POST', '/signup-urls', { groupId: theirs?.id }), 404, 'group-not-found');
    problemOf(await ask('GET', `/signup-urls?groupId=${theirs?.id ?? ''}`), 404, 'group-not-found');
    const [, line] = [null, linesOf(await ask('POST', '/signup-urls/bulk', { groups: { ids: [theirs?.id] } }))[0]];
    expect(line).toEqual({ groupId: theirs?.id, lmsId: null, outcome: 'not_found' });
  });

  it('names every fault at once, and does nothing', async () => {
    const group = await aFreshGroup();
    const body = {
      groupId: group.id,
      authentication: { required: true, codes: [{ code: 'abc' }, { code: 'Spring ' }, { code: 'ＳＰＲＩＮＧ' }] },
      note: 'x'.repeat(1001),
      endsAt: '2020-01-01T00:00:00Z',
      key: 'mine',
    };
    expect(faultsIn(await ask('POST', '/signup-urls', body))).toEqual([
      '#/key unknown-field',
      '#/authentication/codes/0/code too-short',
      '#/authentication/codes/2/code duplicate',
      '#/note too-long',
      '#/endsAt moment-passed',
    ]);
    expect(await statusOf(group)).toBe('not_published');
  });

  it('is for administrators', async () => {
    const { id: groupId } = await aFreshGroup();
    const url = await published(groupId);
    for (const who of [reviewer, viewer]) {
      problemOf(await askAs(who, 'POST', '/signup-urls', { json: { groupId } }), 403, 'forbidden');
      problemOf(await askAs(who, 'POST', '/signup-urls/bulk', { json: { groups: { ids: [groupId] } } }), 403, 'forbidden');
      problemOf(await askAs(who, 'POST', '/signup-urls/stop', { json: { groups: { ids: [groupId] } } }), 403, 'forbidden');
      problemOf(await askAs(who, 'POST', `/signup-urls/${url.id}/stop`), 403, 'forbidden');
      problemOf(
        await askAs(who, 'PATCH', `/signup-urls/${url.id}`, { json: {}, headers: { 'if-match': '"1"' } }),
        403,
        'forbidden',
      );
    }
  });
});

describe('editing', () => {
  it('keeps what is not named, and the ids and counts of codes that stay', async () => {
    const group = await aFreshGroup();
    const codes = [{ code: 'spring', label: 'Poster' }, { code: 'autumn' }];
    const url = await published(group.id, { authentication: { required: true, codes }, note: 'One\ntwo' });
    const [spring, autumn] = url.authentication.codes;
    if (spring === undefined || autumn === undefined) throw new Error('Codes are missing.');
    const tally = { siteId: group.siteId, signupUrlId: url.id };
    await insertTally(scene.service.database, { ...tally, codeId: spring.id, applied: 3, approved: 2 });
    await insertTally(scene.service.database, { ...tally, codeId: '', applied: 5, approved: 1 });
    const changed = bodyOf(
      await edit(url, { authentication: { required: false, codes: [{ code: 'summer' }, { code: 'SPRING' }] } }),
      200,
    );
    expect(changed).toMatchObject({ note: 'One\ntwo', version: 2, url: url.url, applications: 8, approved: 3 });
    expect(changed.authentication).toMatchObject({ required: false, withoutCode: { applied: 5, approved: 1 } });
    expect(changed.authentication.codes).toMatchObject([
      { code: 'summer', removed: false, applied: 0 },
      { id: spring.id, code: 'SPRING', label: null, removed: false, applied: 3, approved: 2 },
      { id: autumn.id, code: 'autumn', removed: true },
    ]);
    const back = bodyOf(await edit(changed, { authentication: { required: true, codes: [{ code: 'Autumn' }] } }), 200);
    expect(back.authentication.codes[0]).toMatchObject({ id: autumn.id, code: 'Autumn', removed: false });
    expect(bodyOf(await ask<SignupUrl>('GET', `/signup-urls/${url.id}`), 200)).toEqual(back);
  });

  it('needs the version that was read', async () => {
    const url = await published((await aFreshGroup()).id);
    problemOf(await ask('PATCH', `/signup-urls/${url.id}`, { note: 'x' }), 428, 'if-match-required');
    bodyOf(await edit(url, { note: 'mine' }), 200);
    problemOf(await edit(url, { note: 'yours' }), 412, 'version-stale');
    expect(bodyOf(await ask<SignupUrl>('GET', `/signup-urls/${url.id}`), 200).note).toBe('mine');
  });

  it('with nothing new changes nothing', async () => {
    const url = await published((await aFreshGroup()).id, { authentication: { required: true, codes: [{ code: 'spring' }] } });
    const same = { authentication: { required: true, codes: [{ code: 'spring', label: '' }] }, note: null, endsAt: null };
    expect(bodyOf(await edit(url, same), 200)).toEqual(url);
    expect(bodyOf(await edit(url, {}), 200).version).toBe(1);
  });

  it('of a stopped or unknown URL is refused', async () => {
    const url = await published((await aFreshGroup()).id);
    const stopped = bodyOf(await ask<SignupUrl>('POST', `/signup-urls/${url.id}/stop`), 200);
    problemOf(await edit(stopped, { note: 'x' }), 409, 'signup-url-stopped');
    problemOf(await edit({ ...url, id: v7() }, { note: 'x' }), 404, 'signup-url-not-found');
  });

  it('is in the history of the site, without the codes', async () => {
    const group = await aFreshGroup();
    const url = await published(group.id, {
      authentication: { required: true, codes: [{ code: 'top-secret-1', label: 'Poster' }] },
    });
    await edit(url, { authentication: { required: true, codes: [{ code: 'top-secret-2', label: 'Poster' }] }, note: 'New one' });
    await ask('POST', `/signup-urls/${url.id}/stop`);
    const history = await ask<SiteHistory>('GET', '/history?subject=signup-url&limit=3');
    const [stop, edited, publish] = bodyOf(history, 200).items;
    expect(history.text).not.toContain('top-secret');
    expect(publish?.changes).toContainEqual({ field: 'group', from: null, to: group.lmsId });
    expect(publish?.changes).toContainEqual({ field: 'authentication.labels', from: null, to: ['Poster'] });
    expect(edited?.changes).toEqual([
      { field: 'signupUrlId', from: null, to: url.id },
      { field: 'note', from: null, to: 'New one' },
      { field: 'authentication.codesAdded', from: null, to: 1 },
      { field: 'authentication.codesRemoved', from: null, to: 1 },
    ]);
    expect(stop?.changes).toContainEqual({ field: 'status', from: 'live', to: 'stopped' });
  });
});

describe('stopping', () => {
  it('the same URL again is answered the same', async () => {
    const group = await aFreshGroup();
    const url = await published(group.id);
    const first = bodyOf(await ask<SignupUrl>('POST', `/signup-urls/${url.id}/stop`), 200);
    const again = await ask<SignupUrl>('POST', `/signup-urls/${url.id}/stop`);
    expect(bodyOf(again, 200)).toEqual(first);
    expect(await statusOf(group)).toBe('stopped');
    problemOf(await ask('POST', `/signup-urls/${v7()}/stop`), 404, 'signup-url-not-found');
  });

  it('happens by itself when the end date has come', async () => {
    const group = await aFreshGroup();
    const url = await published(group.id, { endsAt: new Date(Date.now() + 1500).toISOString() });
    expect(url.status).toBe('live');
    await new Promise((resolve) => setTimeout(resolve, 1600));
    const ended = bodyOf(await ask<SignupUrl>('GET', `/signup-urls/${url.id}`), 200);
    expect(ended).toMatchObject({ status: 'stopped', stopReason: 'ended', stoppedAt: url.endsAt, stoppedBy: null });
    expect(await statusOf(group)).toBe('stopped');
    problemOf(await edit(ended, { endsAt: null }), 409, 'signup-url-stopped');
    expect((await published(group.id)).status).toBe('live');
  });
});

describe('publishing for many groups', () => {
  it('tells of each, how far it is, and what came of it', async () => {
    const [fresh, live, archived] = [await aFreshGroup(), await aFreshGroup(), await aFreshGroup({ archived: true })];
    const { id, url } = await published(live.id);
    const unknown = v7();
    const ids = [unknown, live.id, fresh.id, archived.id, fresh.id];
    const lines = linesOf(
      await ask('POST', '/signup-urls/bulk', {
        groups: { ids },
        authentication: { required: true, codes: [{ code: 'all-alike' }] },
      }),
    );
    const [, , made] = lines;
    expect(lines).toEqual([
      { groupId: unknown, lmsId: null, outcome: 'not_found' },
      { groupId: live.id, lmsId: live.lmsId, outcome: 'already_live', signupUrlId: id, url },
      {
        groupId: fresh.id,
        lmsId: fresh.lmsId,
        outcome: 'published',
        signupUrlId: expect.any(String) as string,
        url: expect.any(String) as string,
      },
      { groupId: archived.id, lmsId: archived.lmsId, outcome: 'archived' },
      { progress: { done: 4, total: 4 } },
      { summary: { published: 1, already_live: 1, archived: 1, not_found: 1 } },
    ]);
    const read = bodyOf(await ask<SignupUrl>('GET', `/signup-urls/${String(made?.['signupUrlId'])}`), 200);
    expect(read).toMatchObject({ url: made?.url, authentication: { required: true, codes: [{ code: 'all-alike' }] } });
    const [entry] = bodyOf(await ask<SiteHistory>('GET', '/history?subject=signup-url&limit=1'), 200).items;
    expect(entry?.changes).toEqual([{ field: 'published', from: null, to: 1 }]);
  });

  it('by a filter leaves none out, whatever publishing makes of the filter', async () => {
    const prefix = aSlug().slice(0, 20);
    const groups = await groupsCalled(...Array.from({ length: 2500 }, (_, i) => `${prefix} ${i % 40}`));
    const filter = { name: prefix.toUpperCase(), status: 'not_published' };
    const problem = problemOf(
      await ask('POST', '/signup-urls/bulk', { groups: { filter, expectedCount: 2499 } }),
      409,
      'selection-changed',
    );
    expect(problem).toMatchObject({ expected: 2499, present: 2500 });
    const lines = linesOf(await ask('POST', '/signup-urls/bulk', { groups: { filter, expectedCount: 2500 } }));
    const outcomes = lines.filter(({ outcome }) => outcome === 'published');
    expect(new Set(outcomes.map(({ groupId }) => groupId))).toEqual(new Set(groups.map(({ id }) => id)));
    expect(new Set(outcomes.map(({ url }) => url)).size).toBe(2500);
    expect(lines.filter((line) => 'progress' in line)).toEqual(
      [1000, 2000, 2500].map((done) => ({ progress: { done, total: 2500 } })),
    );
    expect(lines.at(-1)).toEqual({ summary: { published: 2500, already_live: 0, archived: 0, not_found: 0 } });
    const { items } = bodyOf(await ask<SiteHistory>('GET', '/history?subject=signup-url&limit=3'), 200);
    expect(items.map(({ event, changes }) => [event, changes])).toEqual(
      [500, 1000, 1000].map((to) => ['publish', [{ field: 'published', from: null, to }]]),
    );

    const stopped = linesOf(
      await ask('POST', '/signup-urls/stop', { groups: { filter: { name: prefix, status: 'published' } } }),
    );
    expect(stopped.at(-1)).toEqual({ summary: { stopped: 2500, not_live: 0, not_found: 0 } });
    const counted = await ask<object>('GET', `/groups/count?status=stopped&name=${prefix}`);
    expect(bodyOf(counted, 200)).toEqual({ count: 2500, exact: true });
  });

  it('checks everything before the first line', async () => {
    const group = await aFreshGroup();
    const body = { groups: { ids: [group.id, 7] }, authentication: { required: true, codes: [] }, nonsense: 1 };
    expect(faultsIn(await ask('POST', '/signup-urls/bulk', body))).toEqual([
      '#/nonsense unknown-field',
      '#/groups/ids/1 not-a-string',
      '#/authentication/codes too-few',
    ]);
    expect(await statusOf(group)).toBe('not_published');
    const tooMany = { groups: { ids: Array.from({ length: 10_001 }, () => v7()) } };
    expect(faultsIn(await ask('POST', '/signup-urls/bulk', tooMany))).toEqual(['#/groups/ids too-many']);
    problemOf(await ask('POST', '/signup-urls/bulk', { groups: { ids: ['x'.repeat(2 ** 20)] } }), 413, 'body-too-large');
  });

  it('is left where the client goes away', async () => {
    const prefix = aSlug().slice(0, 20);
    await groupsCalled(...Array.from({ length: 6000 }, (_, i) => `${prefix} ${i}`));
    const leaving = new AbortController();
    const response = await fetch(`${scene.service.baseUrl}/v1/sites/${scene.site.slug}/signup-urls/bulk`, {
      method: 'POST',
      signal: leaving.signal,
      headers: { authorization: `Bearer ${scene.site.administrator.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ groups: { filter: { name: prefix } } }),
    });
    await response.body?.getReader().read();
    leaving.abort();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const done = bodyOf(await ask<{ count: number }>('GET', `/groups/count?status=published&name=${prefix}`), 200).count;
    expect(done).toBeGreaterThanOrEqual(1000);
    expect(done).toBeLessThan(6000);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const later = bodyOf(await ask<{ count: number }>('GET', `/groups/count?status=published&name=${prefix}`), 200).count;
    expect(later).toBe(done);
    const { items } = bodyOf(await ask<SiteHistory>('GET', `/history?subject=signup-url&limit=${done / 1000}`), 200);
    expect(items.map(({ changes }) => changes)).toEqual(items.map(() => [{ field: 'published', from: null, to: 1000 }]));
    expect(items).toHaveLength(done / 1000);
  });

  it('and stopping these URLs, tells of what was not live', async () => {
    const [one, two] = [await aFreshGroup(), await aFreshGroup()];
    const [live, dead] = [await published(one.id), await published(two.id)];
    await ask('POST', `/signup-urls/${dead.id}/stop`);
    const unknown = v7();
    const lines = linesOf(await ask('POST', '/signup-urls/stop', { signupUrlIds: [live.id, dead.id, unknown] }));
    expect(lines).toEqual([
      { signupUrlId: live.id, groupId: one.id, lmsId: one.lmsId, outcome: 'stopped' },
      { signupUrlId: dead.id, groupId: two.id, lmsId: two.lmsId, outcome: 'not_live' },
      { signupUrlId: unknown, groupId: null, lmsId: null, outcome: 'not_found' },
      { progress: { done: 3, total: 3 } },
      { summary: { stopped: 1, not_live: 1, not_found: 1 } },
    ]);
    expect(linesOf(await ask('POST', '/signup-urls/stop', { groups: { ids: [one.id] } }))[0]).toMatchObject({
      outcome: 'not_live',
    });
  });
});

describe('the list of groups', () => {
  const listed = async (query: Record<string, string>): Promise<ListedGroup[]> => {
    const found: ListedGroup[] = [];
    let cursor: string | null = null;
    do {
      const search = new URLSearchParams({ ...query, ...(cursor !== null && { cursor }) }).toString();
      const page: { items: ListedGroup[]; nextCursor: string | null } = bodyOf(
        await askAs<{ items: ListedGroup[]; nextCursor: string | null }>(viewer, 'GET', `/groups?${search}`),
        200,
      );
      found.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return found;
  };

  it('finds by the beginning of the name, the code and the status, and takes wildcards literally', async () => {
    const unique = aSlug().slice(-8);
    const names = ['Ａlpha', 'ALPHA beta', 'alpha%', 'alpha_', 'beta'].map((name) => `${unique}${name}`);
    await insertGroups(
      scene.service.database,
      scene.site.slug,
      names.map((name, i) => ({ name, code: `${unique}-${i}` })),
    );
    const found = async (query: Record<string, string>): Promise<string[]> =>
      (await listed(query)).map(({ name }) => name.slice(8));
    expect(await found({ name: `${unique}alpha` })).toEqual(['Ａlpha', 'ALPHA beta', 'alpha%', 'alpha_']);
    expect(await found({ name: `${unique}ALPHA%` })).toEqual(['alpha%']);
    expect(await found({ name: `${unique}alpha_` })).toEqual(['alpha_']);
    expect(await found({ code: `${unique.toUpperCase()}-3` })).toEqual(['alpha_']);
    expect(await found({ code: `${unique}-` })).toEqual([]);
    expect(await found({ name: unique, status: 'published' })).toEqual([]);
    expect(await found({ name: `${unique}' OR 1=1 --` })).toEqual([]);
  });

  it('comes in pages that neither repeat nor leave out, also of groups that are called the same', async () => {
    const prefix = aSlug().slice(0, 20);
    const groups = await groupsCalled(...Array.from({ length: 30 }, (_, i) => `${prefix} ${i % 3}`));
    const found = await listed({ name: prefix, limit: '7' });
    const sorted = [...groups].sort((a, b) => (a.name === b.name ? (a.id < b.id ? -1 : 1) : a.name < b.name ? -1 : 1));
    expect(found.map(({ id }) => id)).toEqual(sorted.map(({ id }) => id));
  });

  it('has the URL of each, and how many came through it', async () => {
    const group = await aFreshGroup();
    const first = await published(group.id);
    await ask('POST', `/signup-urls/${first.id}/stop`);
    await insertTally(scene.service.database, {
      siteId: group.siteId,
      signupUrlId: first.id,
      codeId: '',
      applied: 9,
      approved: 9,
    });
    const [stopped] = await listed({ name: group.name });
    expect(stopped).toMatchObject({ signupUrlStatus: 'stopped', signupUrl: { id: first.id }, applications: 9, approved: 9 });
    const second = await published(group.id);
    const [live] = await listed({ name: group.name, status: 'published' });
    expect(live).toMatchObject({ signupUrlStatus: 'published', signupUrl: { id: second.id, url: second.url }, applications: 0 });
  });

  it('leaves archived groups out, unless asked for them', async () => {
    const group = await aFreshGroup();
    await changeGroup(scene.service.database, group, { archived: true });
    expect(await listed({ name: group.name })).toEqual([]);
    expect(await listed({ name: group.name, archived: 'true' })).toHaveLength(1);
  });

  it('refuses what is no filter', async () => {
    expect(faultsIn(await ask('GET', '/groups?status=live&archived=maybe&limit=0&sort=x'))).toEqual(
      expect.arrayContaining(['#/status not-one-of', '#/archived not-a-boolean', '#/limit out-of-range', '#/sort unknown-field']),
    );
    expect(faultsIn(await ask('GET', '/groups?cursor=nonsense'))).toEqual(['#/cursor invalid-characters']);
    problemOf(await scene.api.send('GET', `/v1/sites/${scene.site.slug}/groups`), 401, 'unauthenticated');
  });
});

describe('the download', () => {
  const BOM = '\uFEFF';
  const HEADER =
    'groupId,lmsId,code,name,parentPath,status,url,authenticationCodes,publishedAt,stoppedAt,applications,approved\r\n';
  let prefix: string;
  let top: Group;
  let course: Group;
  let url: SignupUrl;

  const download = async (who: StaffMember, headers: Record<string, string> = {}): Promise<{ type: string; text: string }> => {
    const response = await fetch(`${scene.service.baseUrl}/v1/sites/${scene.site.slug}/signup-urls.csv?name=${prefix}`, {
      headers: { authorization: `Bearer ${who.token}`, ...headers },
    });
    expect(response.status).toBe(200);
    // Not text(), which takes the byte order mark away.
    return { type: response.headers.get('content-type') ?? '', text: Buffer.from(await response.arrayBuffer()).toString('utf8') };
  };

  beforeAll(async () => {
    prefix = aSlug().slice(-8);
    top = await aFreshGroup({ name: `${prefix} A "quoted", top`, lmsId: '=1+1', code: '@x' });
    const year = await aFreshGroup({ name: `${prefix} B`, parentId: top.id });
    course = await aFreshGroup({ name: `${prefix} C 講座`, parentId: year.id });
    await changeGroup(scene.service.database, top, { parentId: null });
    const codes = [{ code: 'spring' }, { code: 'autumn', label: 'Poster' }];
    url = await published(course.id, { authentication: { required: true, codes } });
    const [spring] = url.authentication.codes;
    await insertTally(scene.service.database, {
      siteId: course.siteId,
      signupUrlId: url.id,
      codeId: spring?.id ?? '',
      applied: 3,
      approved: 2,
    });
  });

  const records = (codes: string): string => {
    const [year] = [`${prefix} B`];
    const publishedAt = (url as unknown as { publishedAt: string }).publishedAt;
    return (
      `${top.id},'=1+1,'@x,"${prefix} A ""quoted"", top",,not_published,,,,,0,0\r\n` +
      `YEAR,,${year},"${prefix} A ""quoted"", top",not_published,,,,,0,0\r\n` +
      `${course.id},${course.lmsId},,${prefix} C 講座,"${prefix} A ""quoted"", top / ${year}",published,${url.url},${codes},${publishedAt},,3,2\r\n`
    );
  };
  const withoutYear = (text: string): string => text.replace(/^[\w-]+,lms-[\w-]+,,(\w+ B),/m, 'YEAR,,$1,');

  it('is a CSV of all groups, with the codes for who may see them', async () => {
    for (const who of [scene.site.administrator, reviewer]) {
      const { type, text } = await download(who);
      expect(type).toBe('text/csv; charset=utf-8; header=present');
      expect(withoutYear(text)).toBe(BOM + HEADER + records('"spring\nautumn"'));
    }
  });

  it('has no codes for viewers, nor have the details', async () => {
    const { text } = await download(viewer);
    expect(withoutYear(text)).toBe(BOM + HEADER + records(''));
    const lines = (await download(viewer, { accept: 'application/x-ndjson' })).text;
    const details = (await askAs(viewer, 'GET', `/signup-urls/${url.id}`)).text;
    const all = (await askAs(viewer, 'GET', `/signup-urls?groupId=${course.id}`)).text;
    for (const seen of [text, lines, details, all]) expect(seen).not.toMatch(/spring|autumn/);
    expect(details).toContain('Poster');
  });

  it('is NDJSON when that is asked for', async () => {
    const { type, text } = await download(reviewer, { accept: 'application/x-ndjson' });
    expect(type).toBe('application/x-ndjson');
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(lines).toHaveLength(3);
    expect(lines[2]).toMatchObject({
      groupId: course.id,
      parentPath: `${prefix} A "quoted", top / ${prefix} B`,
      status: 'published',
      url: url.url,
      authenticationCodes: [
        { code: 'spring', label: null },
        { code: 'autumn', label: 'Poster' },
      ],
      stoppedAt: null,
      applications: 3,
      approved: 2,
    });
  });

  it('is not held up by groups that are each other’s parents', async () => {
    await changeGroup(scene.service.database, top, { parentId: course.id });
    const { text } = await download(reviewer, { accept: 'application/x-ndjson' });
    expect(text.trim().split('\n')).toHaveLength(3);
    await changeGroup(scene.service.database, top, { parentId: null });
  });
});

describe('the QR code', () => {
  const image = (id: string, file: string, who = viewer): Promise<Response> =>
    fetch(`${scene.service.baseUrl}/v1/sites/${scene.site.slug}/signup-urls/${id}/${file}`, {
      headers: { authorization: `Bearer ${who.token}` },
    });

  it('is that of the URL, as SVG and as PNG of any size', async () => {
    const { id, url } = await published((await aFreshGroup()).id);
    const expected = modulesOf(url);
    const svg = await image(id, 'qr.svg');
    expect(svg.headers.get('content-type')).toBe('image/svg+xml');
    expect(svg.headers.get('x-content-type-options')).toBe('nosniff');
    expect(svg.headers.get('cache-control')).toBe('no-store');
    expect(modulesInSvg(await svg.text())).toEqual(expected);
    for (const [query, size] of [
      ['', 512],
      ['?size=128', 128],
      ['?size=185', 185],
    ] as const) {
      const png = await image(id, `qr.png${query}`);
      expect(png.headers.get('content-type')).toBe('image/png');
      expect(modulesInPng(Buffer.from(await png.arrayBuffer()), expected.length)).toEqual({
        width: size,
        height: size,
        modules: expected,
      });
    }
    expect(Buffer.from(await (await image(id, 'qr.png?size=2048')).arrayBuffer()).readUInt32BE(16)).toBe(2048);
  });

  it('is not drawn of a stopped or unknown URL, or of another size', async () => {
    const { id } = await published((await aFreshGroup()).id);
    for (const size of ['127', '2049', '1e3', '-1', '512.5']) {
      expect(faultsIn(await ask('GET', `/signup-urls/${id}/qr.png?size=${size}`))).toHaveLength(1);
    }
    await ask('POST', `/signup-urls/${id}/stop`);
    for (const file of ['qr.svg', 'qr.png']) {
      problemOf(await ask('GET', `/signup-urls/${id}/${file}`), 409, 'signup-url-stopped');
      problemOf(await ask('GET', `/signup-urls/${v7()}/${file}`), 404, 'signup-url-not-found');
    }
  });
});

describe('another site', () => {
  it('neither sees nor touches the URLs of this one', async () => {
    const other = await createSite(scene.service, scene.operator);
    const { id } = await published((await aFreshGroup()).id);
    const theirs = (method: string, path: string, json?: unknown, headers = {}): Promise<Answer> =>
      scene.api.send(method, `/v1/sites/${other.slug}${path}`, {
        token: other.administrator.token,
        headers,
        ...(json !== undefined && { json }),
      });
    problemOf(await theirs('GET', `/signup-urls/${id}`), 404, 'signup-url-not-found');
    problemOf(await theirs('PATCH', `/signup-urls/${id}`, {}, { 'if-match': '"1"' }), 404, 'signup-url-not-found');
    problemOf(await theirs('POST', `/signup-urls/${id}/stop`), 404, 'signup-url-not-found');
    problemOf(await theirs('GET', `/signup-urls/${id}/qr.svg`), 404, 'signup-url-not-found');
    expect((await theirs('POST', '/signup-urls/stop', { signupUrlIds: [id] })).text).toContain('"outcome":"not_found"');
    expect(bodyOf(await ask<SignupUrl>('GET', `/signup-urls/${id}`), 200).status).toBe('live');
  });
});
