import { bodyOf, problemOf } from '../support/answers';
import { type Answer } from '../support/api';
import { Scene } from '../support/scene';
import { ServiceWithClock } from '../support/service-with-clock';
import { createSite, createStaff, type TestSite } from '../support/site';

jest.setTimeout(90_000);

interface CreatedKey {
  key: string;
  apiKey: { id: string; name: string; scopes: string[]; expiresAt: string; lastUsedAt: string | null };
}
interface Account {
  id: string;
  loginId: string;
  email: string;
  groups: string[];
  openedAt: string;
  updatedAt: string;
}
type Accounts = Answer<{ items: Account[]; nextCursor: string | null }>;

let scene: Scene;
let service: ServiceWithClock;
let other: TestSite;
beforeAll(async () => {
  scene = await Scene.open({}, async (settings) => (service = await ServiceWithClock.begin(settings)));
  other = await createSite(scene.service, scene.operator);
});
afterAll(() => scene.close());

const keysPath = (site = scene.site): string => `/v1/sites/${site.slug}/api-keys`;
const create = (said: object = {}, token = scene.site.administrator.token): Promise<Answer<CreatedKey>> =>
  scene.api.send('POST', keysPath(), { token, json: { name: 'LMS', scopes: ['accounts:read'], ...said } });
const aKey = async (...scopes: string[]): Promise<string> => bodyOf(await create({ scopes }), 201).key;
const accounts = (token: string, query = '', site = scene.site): Promise<Accounts> =>
  scene.api.send('GET', `/v1/sites/${site.slug}/accounts${query}`, { token });

describe('an API key', () => {
  it('is shown once, and listed without', async () => {
    const created = await create({ name: 'Nightly', scopes: ['groups:sync', 'accounts:read', 'groups:sync'] });
    const { key, apiKey } = bodyOf(created, 201);
    expect(key).toMatch(/^mk_[0-9a-f]{32}_[\w-]{43}$/);
    expect(created.headers.get('cache-control')).toBe('no-store');
    expect(apiKey).toMatchObject({ name: 'Nightly', scopes: ['accounts:read', 'groups:sync'], lastUsedAt: null });
    const list = await scene.api.send<{ items: CreatedKey['apiKey'][] }>('GET', keysPath(), {
      token: scene.site.administrator.token,
    });
    expect(bodyOf(list, 200).items.map(({ id }) => id)).toContain(apiKey.id);
    const secret = key.slice(-43);
    expect(list.text).not.toContain(secret);
    const dump = JSON.stringify(await scene.service.database.dump(['api_keys', 'site_history']));
    expect(dump).not.toContain(secret);
  });

  it('does what its scopes say, under its own name, and nothing else', async () => {
    const { key: token, apiKey } = bodyOf(await create({ name: 'Sync', scopes: ['groups:sync'] }), 201);
    const { slug, administrator } = scene.site;
    bodyOf(await scene.api.upsertGroup(token, slug, 'evening', { name: 'Evening class' }), 201);
    bodyOf(await scene.api.group(token, slug, 'evening'), 200);
    problemOf(await accounts(token), 403, 'forbidden');
    problemOf(await scene.api.listApplications(token, slug), 403, 'forbidden');
    problemOf(await scene.api.settings(token, slug), 403, 'forbidden');
    problemOf(await scene.api.send('GET', keysPath(), { token }), 403, 'forbidden');
    for (const path of ['/v1/staff/me', '/v1/staff/sessions', '/v1/sites', '/v1/staff']) {
      problemOf(await scene.api.send('GET', path, { token }), 403, 'forbidden');
    }
    const { items } = bodyOf(await scene.api.siteHistory(administrator.token, slug, { subject: 'group', limit: '1' }), 200);
    expect(items[0]?.actor).toEqual({ kind: 'api-key', id: apiKey.id, name: 'Sync' });
    bodyOf(await scene.api.listApplications(await aKey('applications:read'), slug), 200);
  });

  it('is of one site: on any other, it is told that there is none', async () => {
    problemOf(await accounts(await aKey('accounts:read'), '', other), 404, 'site-not-found');
    problemOf(await accounts(await aKey('accounts:read'), '', { ...other, slug: 'no-such-site' }), 404, 'site-not-found');
    problemOf(await accounts(await aKey('groups:read'), '', other), 404, 'site-not-found');
  });

  it('counts neither when it is made up, nor when it has been revoked', async () => {
    const { key, apiKey } = bodyOf(await create({ expiresInDays: 1 }), 201);
    bodyOf(await accounts(key), 200);
    const last = key.endsWith('A') ? 'B' : 'A';
    for (const wrong of [key.slice(0, -1) + last, `${key}A`, key.replace(/_.*_/, `_${'0'.repeat(32)}_`), 'mk_', 'mk_x_y']) {
      problemOf(await accounts(wrong), 401, 'unauthenticated');
    }
    const { token } = scene.site.administrator;
    problemOf(
      await scene.api.send('DELETE', `${keysPath(other)}/${apiKey.id}`, { token: other.administrator.token }),
      404,
      'api-key-not-found',
    );
    bodyOf(await scene.api.send('DELETE', `${keysPath()}/${apiKey.id}`, { token }), 204);
    problemOf(await accounts(key), 401, 'unauthenticated');
    problemOf(await scene.api.send('DELETE', `${keysPath()}/${apiKey.id}`, { token }), 404, 'api-key-not-found');
  });

  it('says when it was used last, written once a minute at most', async () => {
    const { key, apiKey } = bodyOf(await create(), 201);
    const lastUsed = async (): Promise<unknown> => {
      const rows = await scene.service.database.rows<{ lastUsedAt: unknown }>('SELECT lastUsedAt FROM api_keys WHERE id = ?', [
        apiKey.id,
      ]);
      return rows[0]?.lastUsedAt;
    };
    expect(await lastUsed()).toBeNull();
    await accounts(key);
    const first = await lastUsed();
    expect(first).not.toBeNull();
    await Promise.all([accounts(key), accounts(key)]);
    expect(await lastUsed()).toEqual(first);
    service.putForward(2 / 60);
    await accounts(key);
    expect(await lastUsed()).not.toEqual(first);
  });

  it('is made by administrators alone, and for what there is', async () => {
    const reviewer = await createStaff(scene.service, { site: scene.site.slug, role: 'reviewer' });
    problemOf(await create({}, reviewer.token), 403, 'forbidden');
    problemOf(await create({}, scene.operator.token), 403, 'forbidden');
    for (const wrong of [
      { scopes: [] },
      { scopes: ['everything'] },
      { scopes: 'accounts:read' },
      { expiresInDays: 0 },
      { expiresInDays: 1826 },
      { name: '' },
    ]) {
      problemOf(await create(wrong), 422, 'validation-failed');
    }
  });
});

describe('the members of a site', () => {
  it('are fetched in the order of their changes, page by page, each once', async () => {
    const { administrator } = scene.site;
    const members = [await scene.becomesMember(), await scene.becomesMember(), await scene.becomesMember()];
    const token = await aKey('accounts:read');
    const seen: Account[] = [];
    let cursor = '';
    do {
      const { items, nextCursor } = bodyOf(await accounts(token, `?limit=2${cursor}`), 200);
      seen.push(...items);
      cursor = nextCursor === null ? '' : `&cursor=${nextCursor}`;
    } while (cursor !== '');
    expect(seen.map(({ email }) => email)).toEqual(members.map(({ form }) => form.email));
    expect(seen[0]).toMatchObject({ loginId: members[0]?.form.loginId, groups: [] });
    expect(seen[0]?.updatedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    const last = seen[2]?.updatedAt ?? '';
    expect(bodyOf(await accounts(token, `?updatedSince=${last}`), 200).items.map(({ id }) => id)).toEqual([seen[2]?.id]);
    expect(bodyOf(await accounts(administrator.token), 200).items).toEqual(seen);
  });

  it('are told with the group that they belong to, without a password, and to their own site alone', async () => {
    const { slug, administrator } = scene.site;
    const group = bodyOf(await scene.api.upsertGroup(administrator.token, slug, 'morning', { name: 'Morning class' }), 201);
    const token = await aKey('accounts:read');
    const seen = bodyOf(await accounts(token), 200).items;
    await scene.service.database.write('UPDATE accounts SET groupId = ? WHERE id = ?', [group.id, seen[1]?.id ?? '']);
    expect(bodyOf(await accounts(token), 200).items.map(({ groups }) => groups)).toEqual([[], ['morning'], []]);
    expect(bodyOf(await accounts(other.administrator.token, '', other), 200)).toEqual({ items: [], nextCursor: null });
    expect((await accounts(token)).text).not.toMatch(/argon2|password/i);
  });

  it.each(['updatedSince=yesterday', 'updatedSince=2026-04-01', 'cursor=nonsense', 'limit=0', 'colour=blue'])(
    'are not told for %s',
    async (query) => {
      problemOf(await accounts(scene.site.administrator.token, `?${query}`), 422, 'validation-failed');
    },
  );

  it('are no business of reviewers and operators', async () => {
    problemOf(await accounts(scene.operator.token), 403, 'forbidden');
  });
});

// The last one: by then the tokens of the staff have expired as well.
it('An API key counts until it expires', async () => {
  const expiring = bodyOf(await create({ expiresInDays: 1 }), 201).key;
  service.putForward(23.9);
  bodyOf(await accounts(expiring), 200);
  service.putForward(0.2);
  problemOf(await accounts(expiring), 401, 'unauthenticated');
});
