import { bodyOf, problemOf } from '../support/answers';
import { type Answer } from '../support/api';
import { anApplicant, aSlug } from '../support/builders';
import { OpenApiDocument } from '../support/openapi-document';
import { Scene } from '../support/scene';
import { changeSettings, createSite, type TestSite } from '../support/site';

jest.setTimeout(120_000);

const LISTED = 'https://lms.example.com';
const OF_ANOTHER_SITE = 'https://other.example.com:8443';

/** What front ends may ask from elsewhere. Stated here a second time: nothing is let in by accident. */
const OPEN = [
  'GET /v1/sites/{site}/registration-form',
  'POST /v1/sites/{site}/applications',
  'POST /v1/sites/{site}/applications/preview',
  'POST /v1/sites/{site}/activations/resend',
  'GET /v1/sites/{site}/challenge',
  'POST /v1/sites/{site}/sessions',
  'POST /v1/sites/{site}/sessions/refresh',
  'POST /v1/sites/{site}/sessions/log-out',
  'GET /v1/activations/{token}',
  'POST /v1/activations',
  'POST /v1/activations/disown',
  'POST /v1/activations/resend',
  'GET /v1/applications/by-ticket',
];

let scene: Scene;
let other: TestSite;
beforeAll(async () => {
  scene = await Scene.open();
  other = await createSite(scene.service, scene.operator);
  await changeSettings(scene.api, scene.site, { frontEndOrigins: [LISTED] });
  await changeSettings(scene.api, other, { frontEndOrigins: [OF_ANOTHER_SITE] });
});
afterAll(() => scene.close());

const preflight = (path: string, origin: string, method = 'POST'): Promise<Answer> =>
  scene.api.send('OPTIONS', path, {
    headers: { origin, 'access-control-request-method': method, 'access-control-request-headers': 'content-type' },
  });
const ask = (path: string, origin: string): Promise<Answer> => scene.api.send('GET', path, { headers: { origin } });
const corsOf = ({ headers }: Answer): string[] => [...headers.keys()].filter((name) => name.startsWith('access-control-'));
const form = (slug: string): string => `/v1/sites/${slug}/registration-form`;

describe('a page of an origin that the site lists', () => {
  it('may send what it says it will, for ten minutes without asking again, and never with cookies', async () => {
    const answer = await preflight(`/v1/sites/${scene.site.slug}/applications`, LISTED);
    expect({ status: answer.status, text: answer.text }).toEqual({ status: 204, text: '' });
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'access-control-allow-origin': LISTED,
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': expect.stringMatching(/^Content-Type, .*Application-Ticket/) as string,
      'access-control-max-age': '600',
      vary: 'Origin',
    });
    expect(answer.headers.has('access-control-allow-credentials')).toBe(false);
  });

  it('reads the answer, its faults as well, with the headers it needs', async () => {
    const answers = [
      await ask(form(scene.site.slug), LISTED),
      await scene.api.send('POST', `/v1/sites/${scene.site.slug}/applications`, {
        json: anApplicant(),
        headers: { origin: LISTED },
      }),
      await scene.api.send('POST', `/v1/sites/${scene.site.slug}/applications`, { json: {}, headers: { origin: LISTED } }),
      await scene.api.send('POST', `/v1/sites/${scene.site.slug}/applications`, { raw: '{', headers: { origin: LISTED } }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 202, 422, 415]);
    for (const answer of answers) {
      expect(answer.headers.get('access-control-allow-origin')).toBe(LISTED);
      expect(answer.headers.get('access-control-expose-headers')).toMatch(/ETag.*Retry-After.*X-Request-Id/);
      expect(answer.headers.get('vary')).toMatch(/\bOrigin$/);
      expect(answer.headers.has('access-control-allow-credentials')).toBe(false);
    }
    expect(answers[0]?.headers.get('vary')).toBe('Accept-Language, Origin');
  });

  it('asks with tokens and tickets of whatever site, where some site lists it', async () => {
    for (const origin of [LISTED, OF_ANOTHER_SITE]) {
      const { token, ticket } = await scene.applies();
      const look = await ask(`/v1/activations/${token}`, origin);
      expect({ status: bodyOf(look, 200), origin: look.headers.get('access-control-allow-origin') }).toMatchObject({ origin });
      expect((await preflight('/v1/activations', origin)).status).toBe(204);
      expect((await preflight('/v1/applications/by-ticket', origin, 'GET')).status).toBe(204);
      const status = await scene.api.lookByTicket(ticket, { origin });
      expect(status.headers.get('access-control-allow-origin')).toBe(origin);
    }
  });
});

describe('any other origin', () => {
  it.each([
    'null',
    '*',
    'https://a.example.evil.example',
    'https://lms.example.com.evil.example',
    'https://evil.example/https://lms.example.com',
    'https://LMS.example.com',
    'HTTPS://lms.example.com',
    'https://lms.example.com:443',
    'https://lms.example.com:8443',
    'https://lms.example.com/',
    'https://lms.example.com.',
    'https://xlms.example.com',
    'https://example.com',
    'http://lms.example.com',
    'https://lms.example.com, https://lms.example.com',
    OF_ANOTHER_SITE,
    'https://register.example.org',
  ])('is answered as if there were no such thing: %s', async (origin) => {
    const answer = await ask(form(scene.site.slug), origin);
    expect({ status: answer.status, cors: corsOf(answer), vary: answer.headers.get('vary') }).toEqual({
      status: 200,
      cors: [],
      vary: 'Accept-Language, Origin',
    });
    const asked = await preflight(`/v1/sites/${scene.site.slug}/applications`, origin);
    problemOf(asked, 405, 'method-not-allowed');
    expect(corsOf(asked)).toEqual([]);
  });

  it('cannot tell a site that lists others from one that does not exist', async () => {
    const known = await preflight(`/v1/sites/${scene.site.slug}/applications`, 'https://evil.example');
    for (const origin of ['https://evil.example', LISTED]) {
      const unknown = await preflight(`/v1/sites/${aSlug()}/applications`, origin);
      expect([...unknown.headers.keys()].sort()).toEqual([...known.headers.keys()].sort());
      expect({ ...(unknown.body as object), requestId: '' }).toEqual({ ...(known.body as object), requestId: '' });
    }
  });

  it('that is taken off the list counts no more, at once', async () => {
    const site = await createSite(scene.service, scene.operator);
    await changeSettings(scene.api, site, { frontEndOrigins: ['https://gone.example'] });
    expect(corsOf(await ask(form(site.slug), 'https://gone.example'))).toContain('access-control-allow-origin');
    await changeSettings(scene.api, site, { frontEndOrigins: [] });
    expect(corsOf(await ask(form(site.slug), 'https://gone.example'))).toEqual([]);
    const { items } = bodyOf(await scene.api.siteHistory(site.administrator.token, site.slug), 200);
    expect(items[0]?.changes).toEqual([{ field: 'frontEndOrigins', from: ['https://gone.example'], to: [] }]);
  });
});

describe('what is not for front ends', () => {
  it('is closed to every origin: each operation but those listed here', async () => {
    const document = bodyOf(await scene.api.send<OpenApiDocument['document']>('GET', '/openapi.json'), 200);
    const { operations } = new OpenApiDocument(document);
    const open: string[] = [];
    for (const { name, method, path } of operations) {
      const address = path.replace('{site}', scene.site.slug).replace(/\{[^}]+\}/g, 'some');
      const answer = await preflight(address, LISTED, method.toUpperCase());
      if (corsOf(answer).length > 0) open.push(name);
    }
    expect(open.sort()).toEqual([...OPEN].sort());
  });

  it.each(['/activate?token=x', '/pages.css', '/docs', '/openapi.json', '/.well-known/jwks.json', '/nothing'])(
    'is closed to every origin: %s',
    async (path) => {
      expect(corsOf(await ask(path, LISTED))).toEqual([]);
      expect(corsOf(await preflight(path, LISTED, 'GET'))).toEqual([]);
    },
  );

  it('is told so when it is asked with a method that does not exist', async () => {
    for (const method of ['DELETE', 'TRACE', 'CONNECT', 'nonsense', '']) {
      expect(corsOf(await preflight(`/v1/sites/${scene.site.slug}/applications`, LISTED, method))).toEqual([]);
    }
  });
});
