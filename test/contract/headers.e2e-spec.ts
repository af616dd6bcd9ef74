import { createHash } from 'node:crypto';
import { bodyOf } from '../support/answers';
import { type Answer } from '../support/api';
import { OpenApiDocument, type NamedOperation } from '../support/openapi-document';
import { sendRaw } from '../support/raw-http';
import { Scene } from '../support/scene';

jest.setTimeout(120_000);

const NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** What anybody may keep: nothing in it is about anybody. */
const MAY_BE_KEPT = ['GET /.well-known/jwks.json', 'GET /v1/sites/{site}/registration-form'];

let scene: Scene;
let operations: readonly NamedOperation[];
beforeAll(async () => {
  scene = await Scene.open();
  const document = bodyOf(await scene.api.send<OpenApiDocument['document']>('GET', '/openapi.json'), 200);
  ({ operations } = new OpenApiDocument(document));
});
afterAll(() => scene.close());

/** In words, what is wrong with the headers of an answer of the API. */
function faultsOf({ headers }: Answer): string[] {
  const wanted: Record<string, string | null> = {
    'cache-control': 'no-store',
    'content-security-policy': NOTHING,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    // Only over https: a first try without must not lock the browser out.
    'strict-transport-security': null,
    'x-powered-by': null,
    server: null,
  };
  const wrong = Object.entries(wanted).filter(([name, value]) => headers.get(name) !== value);
  const isClosed = headers.get('permissions-policy')?.includes('camera=()') === true && headers.has('x-request-id');
  return [...wrong.map(([name]) => `${name}: ${headers.get(name) ?? 'missing'}`), ...(isClosed ? [] : ['permissions-policy'])];
}

describe('every operation', () => {
  it('answers who is known so that nobody keeps it, and browsers do nothing with it', async () => {
    const { id } = await scene.activates();
    const offenders: string[] = [];
    let successes = 0;
    for (const { name, method, path } of operations.filter((each) => !MAY_BE_KEPT.includes(each.name))) {
      const address = path
        .replace('{site}', scene.site.slug)
        .replace('{id}', id)
        .replace(/\{[^}]+\}/g, 'some');
      // It would end the session that asks.
      if (method === 'delete' && address.startsWith('/v1/staff/sessions')) continue;
      for (const token of [scene.site.administrator.token, scene.operator.token]) {
        const answer = await scene.api.send(method.toUpperCase(), address, { token, ...(method !== 'get' && { json: {} }) });
        if (answer.status < 300) successes += 1;
        offenders.push(...faultsOf(answer).map((fault) => `${name} (${answer.status}): ${fault}`));
      }
    }
    expect([...new Set(offenders)]).toEqual([]);
    expect(successes).toBeGreaterThan(25);
  });

  it.each(['/nothing', '/v1/%zz', '/v1/sites/x/y/z', `/${'x'.repeat(9000)}`, `/health/live?${'a&'.repeat(200)}`])(
    'that does not exist or cannot be read is answered as carefully (%#)',
    async (path) => {
      const answer = await scene.api.send('GET', path);
      expect([400, 404, 414]).toContain(answer.status);
      const { headers } = answer;
      expect([headers.get('cache-control'), headers.get('x-content-type-options')]).toEqual(['no-store', 'nosniff']);
      expect([headers.get('x-powered-by'), headers.get('server')]).toEqual([null, null]);
    },
  );

  it('is answered without a word of what it runs on, also when it is not HTTP', async () => {
    const { text } = await sendRaw(scene.service.baseUrl, 'NONSENSE\r\n\r\n');
    expect(text).toMatch(/^HTTP\/1\.1 400 .*cache-control: no-store.*x-content-type-options: nosniff/s);
    expect(text).not.toMatch(/node|fastify|nest/i);
  });
});

describe('what anybody may keep', () => {
  it.each(['/.well-known/jwks.json', 'the stylesheet', '/openapi.json'])('is not sent again to who has it: %s', async (what) => {
    const path = what === 'the stylesheet' ? await stylesheetPath() : what;
    const first = await scene.api.send('GET', path);
    expect(first.status).toBe(200);
    expect(first.headers.get('cache-control')).toMatch(/^public, max-age=/);
    const tag = first.headers.get('etag') ?? '';
    const again = await scene.api.send('GET', path, { headers: { 'if-none-match': tag } });
    expect({ status: again.status, text: again.text, tag: again.headers.get('etag') }).toEqual({ status: 304, text: '', tag });
    expect((await scene.api.send('GET', path, { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
  });
});

/** It changes with what is in the stylesheet. */
async function stylesheetPath(): Promise<string> {
  const { text } = await scene.api.send('GET', '/activate?token=x');
  return /<link rel="stylesheet" href="([^"]+)">/.exec(text)?.[1] ?? '';
}

describe('pages', () => {
  it.each([
    '/activate?token=x',
    '/activate/disown?token=x',
    '/staff/set-password?token=x',
    '/staff-notifications/unsubscribe?token=x',
    '/r/none',
  ])(
    'show nothing but what is ours, in no frame, without script or anything inline, and are kept by nobody: %s',
    async (path) => {
      const { headers, text } = await scene.api.send('GET', path);
      expect(headers.get('content-type')).toMatch(/^text\/html/);
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; img-src 'self' data:; style-src 'self'",
      );
      expect([headers.get('cache-control'), headers.get('referrer-policy')]).toEqual(['no-store', 'no-referrer']);
      expect(text).not.toMatch(/<script|<style|\sstyle=|\son\w+=/i);
    },
  );
});

describe('Swagger UI', () => {
  it('alone has scripts, its own; what stands inside its page is allowed by its hash', async () => {
    const { headers, text } = await scene.api.send('GET', '/docs');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/script-src 'self';/);
    expect(policy).not.toMatch(/unsafe-inline|unsafe-eval/);
    const inline = [...text.matchAll(/<style>(.*?)<\/style>| style="(.*?)"/gs)];
    expect(inline.length).toBeGreaterThan(0);
    for (const [, block, attribute] of inline) {
      const hash = createHash('sha256')
        .update(block ?? attribute ?? '')
        .digest('base64');
      expect(policy).toContain(`'sha256-${hash}'`);
    }
    expect(text).not.toMatch(/<script>/);
  });
});
