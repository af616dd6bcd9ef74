import { deflateSync } from 'node:zlib';
import { bodyOf, problemOf } from '../support/answers';
import { type Answer, type SiteHistoryEntry } from '../support/api';
import { countRows } from '../support/database';
import { aPng } from '../support/images';
import { Scene } from '../support/scene';
import { createSite, createStaff, type StaffMember, type TestSite } from '../support/site';

jest.setTimeout(120_000);

const NONE = {
  displayName: null,
  accentColour: null,
  accent: null,
  logo: null,
  termsUrl: null,
  privacyUrl: null,
  contactUrl: null,
  embeddingOrigins: [],
};

const SOME = {
  displayName: 'The Academy',
  accentColour: '#1d4ed8',
  termsUrl: 'https://academy.example/terms',
  privacyUrl: 'https://academy.example/privacy',
  contactUrl: 'mailto:office@academy.example',
  embeddingOrigins: ['https://www.academy.example'],
};

interface Branding {
  accentColour: string | null;
  logo: { url: string; mediaType: string; width: number; height: number } | null;
  version: number;
}

let scene: Scene;
let site: TestSite;
let viewer: StaffMember;
beforeAll(async () => {
  scene = await Scene.open();
  site = await createSite(scene.service, scene.operator);
  viewer = await createStaff(scene.service, { site: scene.site.slug, role: 'viewer' });
});
afterAll(() => scene.close());

const at = (path = '', of = site): string => `/v1/sites/${of.slug}/branding${path}`;

const read = (token = site.administrator.token, of = site): Promise<Answer<Branding>> =>
  scene.api.send('GET', at('', of), { token });

interface Sent {
  json?: object;
  image?: Buffer | string;
  headers?: Record<string, string>;
}

/** As an administrator who has just read it. */
async function send(method: string, path: string, { json, image, headers = {} }: Sent): Promise<Answer<Branding>> {
  const etag = (await read()).headers.get('etag') ?? '';
  return scene.api.send(method, at(path), {
    ...(json !== undefined && { json }),
    ...(image !== undefined && { raw: typeof image === 'string' ? image : new Uint8Array(image) }),
    token: site.administrator.token,
    headers: { 'if-match': etag, ...(image !== undefined && { 'content-type': 'image/png' }), ...headers },
  });
}

const change = (json: object, headers?: Record<string, string>): Promise<Answer<Branding>> =>
  send('PATCH', '', { json, ...(headers !== undefined && { headers }) });
const putLogo = (image: Buffer | string, headers: Record<string, string> = {}): Promise<Answer<Branding>> =>
  send('PUT', '/logo', { image, headers });

const pathOf = (url: string): string => url.replace(scene.service.baseUrl, '');

async function historyOf(of: TestSite): Promise<SiteHistoryEntry[]> {
  return bodyOf(await scene.api.siteHistory(of.administrator.token, of.slug, { subject: 'branding' }), 200).items;
}

describe('the branding of a site', () => {
  it('is none where nobody has said anything', async () => {
    const answer = await read();
    expect(bodyOf(answer, 200)).toEqual({ ...NONE, version: 0 });
    expect(answer.headers.get('etag')).toBe('"0"');
  });

  it('is changed where it is named; only what really changed is in the history', async () => {
    const changed = bodyOf(await change(SOME), 200);
    expect(changed).toMatchObject({ ...SOME, version: 1, accent: { light: { colour: '#1d4ed8', text: '#ffffff' } } });
    expect(bodyOf(await change({ ...SOME, displayName: null }), 200)).toMatchObject({ displayName: null, version: 2 });
    expect(bodyOf(await change({}), 200).version).toBe(2);
    expect(bodyOf(await read(), 200)).toMatchObject({ ...SOME, displayName: null, version: 2 });
    const [second, first, more] = await historyOf(site);
    expect(second?.changes).toEqual([{ field: 'displayName', from: 'The Academy', to: null }]);
    expect(first?.changes).toHaveLength(6);
    expect(more).toBeUndefined();
  });

  it('is read by the staff of the site, changed by its administrators, and the business of nobody else', async () => {
    bodyOf(await read(viewer.token, scene.site), 200);
    const asViewer = { token: viewer.token, headers: { 'if-match': '"0"' } };
    problemOf(await scene.api.send('PATCH', at('', scene.site), { ...asViewer, json: SOME }), 403, 'forbidden');
    problemOf(await scene.api.send('DELETE', at('/logo', scene.site), asViewer), 403, 'forbidden');
    problemOf(await read(scene.site.administrator.token), 404, 'site-not-found');
    problemOf(await read(scene.operator.token), 403, 'forbidden');
    problemOf(await scene.api.send('GET', at()), 401, 'unauthenticated');
  });

  it('is changed by who has read it last, of several at once by one', async () => {
    for (const act of [
      (headers: Record<string, string>) => change({ displayName: 'X' }, headers),
      (headers: Record<string, string>) => putLogo(aPng(), headers),
      (headers: Record<string, string>) => send('DELETE', '/logo', { headers }),
    ]) {
      problemOf(await act({ 'if-match': '' }), 428, 'if-match-required');
      problemOf(await act({ 'if-match': '"77"' }), 412, 'version-stale');
    }
    const before = bodyOf(await read(), 200).version;
    for (const round of [0, 1]) {
      const headers = { 'if-match': `"${before + round}"` };
      const all = ['A', 'B'].map((name) => change({ displayName: `${name}${round}` }, headers));
      const logos = [5, 7].map((height) => putLogo(aPng(3 + round, height), headers));
      const statuses = (await Promise.all([...all, ...logos])).map(({ status }) => status);
      expect(statuses.sort()).toEqual([200, 412, 412, 412]);
    }
    const { logo, version } = bodyOf(await read(), 200);
    expect(version).toBe(before + 2);
    // Whoever was first: there are bytes for the logo that is said to be there.
    if (logo !== null) expect((await scene.api.send('GET', pathOf(logo.url))).status).toBe(200);
  });

  it('takes no colour that is hard to read, and says which would be enough', async () => {
    const { errors } = problemOf(await change({ accentColour: '#ffcc00' }), 422, 'validation-failed');
    expect(errors).toMatchObject([{ pointer: '#/accentColour', code: 'colour-contrast-too-low' }]);
    const [, enough = ''] = /(#[0-9a-f]{6}) would be enough/.exec(errors?.[0]?.detail ?? '') ?? [];
    expect(bodyOf(await change({ accentColour: enough }), 200).accentColour).toBe(enough);
  });
});

describe('the logo', () => {
  it('is served under an address of its content, to be kept for good, as an image and nothing else', async () => {
    const { logo } = bodyOf(await putLogo(aPng(120, 30)), 200);
    expect(logo).toMatchObject({ mediaType: 'image/png', width: 120, height: 30 });
    const response = await fetch(logo?.url ?? '');
    expect(response.status).toBe(200);
    expect(Buffer.from(await response.arrayBuffer()).equals(aPng(120, 30))).toBe(true);
    const { headers } = response;
    expect(headers.get('content-type')).toBe('image/png');
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; sandbox/);
    expect(headers.get('set-cookie')).toBeNull();
    expect((await fetch(logo?.url ?? '', { method: 'HEAD' })).status).toBe(200);
  });

  it('is what its bytes are, whatever it was said to be', async () => {
    const { logo } = bodyOf(await putLogo(aPng(), { 'content-type': 'image/webp' }), 200);
    expect(logo?.mediaType).toBe('image/png');
  });

  it.each([
    ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'image/svg+xml'],
    ['an SVG that is said to be a PNG', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'image/png'],
    ['a page', '<!doctype html><script>alert(1)</script>', 'image/png'],
    ['a GIF', 'GIF89a\x01\x00\x01\x00', 'image/gif'],
    ['nothing', '', 'image/png'],
    ['the beginning of a PNG', aPng().subarray(0, 12), 'image/png'],
    ['a PNG without a size', aPng(0, 0), 'image/png'],
    ['a JPEG without a size', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, ...Array<number>(40).fill(0)]), 'image/jpeg'],
    ['the beginning of a WebP', 'RIFF0000WEBPVP8X', 'image/webp'],
  ])('is not %s', async (_, image, contentType) => {
    const before = bodyOf(await read(), 200);
    const { errors } = problemOf(await putLogo(image, { 'content-type': contentType }), 422, 'validation-failed');
    expect(errors).toMatchObject([{ pointer: '#', code: 'image-kind-not-taken' }]);
    expect(bodyOf(await read(), 200)).toEqual(before);
  });

  it('has limits: bytes, and pixels each way', async () => {
    bodyOf(await putLogo(aPng(1024, 1024)), 200);
    for (const [width, height] of [
      [1025, 1],
      [1, 1025],
      [60_000, 60_000],
    ] as const) {
      const { errors } = problemOf(await putLogo(aPng(width, height)), 422, 'validation-failed');
      expect(errors).toMatchObject([{ pointer: '#', code: 'image-too-large' }]);
    }
    const filled = (bytes: number): Buffer => Buffer.concat([aPng(), Buffer.alloc(bytes - aPng().length)]);
    bodyOf(await putLogo(filled(200 * 1024)), 200);
    problemOf(await putLogo(filled(200 * 1024 + 1)), 413, 'body-too-large');
  });

  it('is an image as the body, and the body of no other operation is one', async () => {
    problemOf(await send('PUT', '/logo', { json: { logo: 'x' } }), 415, 'unsupported-media-type');
    problemOf(await putLogo(deflateSync('x'), { 'content-type': 'application/octet-stream' }), 415, 'unsupported-media-type');
    problemOf(await send('PATCH', '', { image: aPng() }), 415, 'unsupported-media-type');
  });

  it('leaves its address when another comes or it is taken away; the same again changes nothing', async () => {
    const entries = (await historyOf(site)).length;
    const first = bodyOf(await putLogo(aPng(10, 10)), 200);
    expect(bodyOf(await putLogo(aPng(10, 10)), 200).version).toBe(first.version);
    const second = bodyOf(await putLogo(aPng(20, 10)), 200);
    problemOf(await scene.api.send('GET', pathOf(first.logo?.url ?? '')), 404, 'not-found');
    expect((await scene.api.send('GET', pathOf(second.logo?.url ?? ''))).status).toBe(200);
    expect(bodyOf(await send('DELETE', '/logo', {}), 200)).toMatchObject({ logo: null, version: first.version + 2 });
    problemOf(await scene.api.send('GET', pathOf(second.logo?.url ?? '')), 404, 'not-found');
    expect(bodyOf(await send('DELETE', '/logo', {}), 200).version).toBe(first.version + 2);
    expect(
      await countRows(scene.service.database, `site_logos WHERE siteId = (SELECT id FROM sites WHERE slug = '${site.slug}')`),
    ).toBe(0);
    const added = (await historyOf(site)).slice(0, -entries);
    expect(added.map(({ changes }) => changes.map(({ field }) => field))).toEqual([['logo'], ['logo'], ['logo']]);
  });

  it('is the site’s own: another site has nothing at its address', async () => {
    const { logo } = bodyOf(await putLogo(aPng()), 200);
    const [, , siteId = '', hash = ''] = pathOf(logo?.url ?? '').split('/');
    const sites = await scene.service.database.rows<{ id: string }>('SELECT id FROM sites WHERE slug = ?', [scene.site.slug]);
    const [{ id: other } = { id: '' }] = sites;
    for (const path of [`/logos/${other}/${hash}`, `/logos/${siteId}/none`, `/logos/none/${hash}`]) {
      problemOf(await scene.api.send('GET', path, { headers: { accept: 'application/json' } }), 404, 'not-found');
    }
  });
});
