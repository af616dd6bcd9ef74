import { createHmac, createPublicKey, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';
import { bodyOf, problemOf } from '../support/answers';
import { type Answer, Api } from '../support/api';
import { OpenApiDocument } from '../support/openapi-document';
import { Scene } from '../support/scene';
import { ServiceWithClock } from '../support/service-with-clock';
import { createSite, createStaff, type TestSite } from '../support/site';
import { SigningKeys } from '../../src/signing-keys/signing-keys';

jest.setTimeout(90_000);

let scene: Scene;
let other: TestSite;
let openApi: OpenApiDocument;
let key: { id: string; privateKey: KeyObject };
let claims: Record<string, unknown>;
beforeAll(async () => {
  let service: ServiceWithClock | undefined;
  scene = await Scene.open({}, async (settings) => (service = await ServiceWithClock.begin(settings)));
  other = await createSite(scene.service, scene.operator);
  openApi = new OpenApiDocument(bodyOf(await scene.api.send<OpenApiDocument['document']>('GET', '/openapi.json'), 200));
  key = await (service as ServiceWithClock).part(SigningKeys).current();
  const [, payload = ''] = scene.site.administrator.token.split('.');
  claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
});
afterAll(() => scene.close());

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const es256 = (text: string, by: KeyObject): string =>
  sign('sha256', Buffer.from(text), { key: by, dsaEncoding: 'ieee-p1363' }).toString('base64url');

/** A token as the service itself would sign it, but for what is said. */
function token({
  header = {},
  payload = {},
  by = key.privateKey,
}: { header?: object; payload?: object; by?: KeyObject } = {}): string {
  const text = `${encoded({ alg: 'ES256', typ: 'JWT', kid: key.id, ...header })}.${encoded({ ...claims, ...payload })}`;
  return `${text}.${es256(text, by)}`;
}
const asked = (bearer: string): Promise<Answer> =>
  scene.api.send('GET', `/v1/sites/${scene.site.slug}/applications`, { token: bearer });
const now = (): number => Math.floor(Date.now() / 1000);

async function jwk(): Promise<Record<string, string>> {
  const { keys } = bodyOf(await scene.api.send<{ keys: Record<string, string>[] }>('GET', '/.well-known/jwks.json'), 200);
  return keys[0] ?? {};
}
const hs256 = (secret: string | Buffer, alg = 'HS256'): string => {
  const text = `${encoded({ alg, typ: 'JWT', kid: key.id })}.${encoded(claims)}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
};

const FORGED: Record<string, () => string | Promise<string>> = {
  'with alg none': () => `${encoded({ alg: 'none', typ: 'JWT', kid: key.id })}.${encoded(claims)}.`,
  'with alg None and a signature': () => token({ header: { alg: 'None' } }),
  'without a signature': () => token().replace(/[^.]*$/, ''),
  'without the part of the signature': () => token().split('.').slice(0, 2).join('.'),
  'with HS256 and the public key as PEM': () => hs256(publicPem()),
  'with HS256 and the public key as JWK': async () => hs256(JSON.stringify(await jwk())),
  'with HS256 and an empty secret': () => hs256(''),
  'that says ES256 and is HS256': () => hs256(publicPem(), 'ES256'),
  'that says ES384': () => token({ header: { alg: 'ES384' } }),
  'by another key under our kid': () => token({ by: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey }),
  'with an unknown kid': () => token({ header: { kid: randomUUID() } }),
  'without a kid': () => token({ header: { kid: undefined } }),
  'with a kid that is no text': () => token({ header: { kid: { toString: 'x' } } }),
  'with a key of its own': () => {
    const own = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    return token({
      header: { jwk: own.publicKey.export({ format: 'jwk' }), jku: 'https://evil.example/jwks.json' },
      by: own.privateKey,
    });
  },
  'for members of the site': () => token({ payload: { aud: `site:${scene.site.slug}` } }),
  'for nobody': () => token({ payload: { aud: undefined } }),
  'of another issuer': () => token({ payload: { iss: 'https://evil.example' } }),
  'of no issuer': () => token({ payload: { iss: undefined } }),
  'that has expired': () => token({ payload: { iat: now() - 700, exp: now() - 1 } }),
  'that counts later': () => token({ payload: { nbf: now() + 600 } }),
  'of an older generation': () => token({ payload: { generation: -1 } }),
  'of no session': () => token({ payload: { sid: undefined } }),
  'of a session that is none': () => token({ payload: { sid: randomUUID() } }),
  'of a session that is no text': () => token({ payload: { sid: ['x'] } }),
  'of somebody else in this session': async () => {
    const person = await createStaff(scene.service, { site: scene.site.slug, role: 'viewer' });
    const { id } = bodyOf(await scene.api.send<{ id: string }>('GET', '/v1/staff/me', { token: person.token }), 200);
    return token({ payload: { sub: id } });
  },
  'of nobody': () => token({ payload: { sub: undefined } }),
  'with its payload changed': () => {
    const [head = '', , signature = ''] = token().split('.');
    return `${head}.${encoded({ ...claims, sub: randomUUID() })}.${signature}`;
  },
  'with a signature in another form': () => {
    const [head = '', payload = ''] = token().split('.');
    return `${head}.${payload}.${sign('sha256', Buffer.from(`${head}.${payload}`), key.privateKey).toString('base64url')}`;
  },
  'with a signature of noughts': () => token().replace(/[^.]*$/, Buffer.alloc(64).toString('base64url')),
  'with something after it': () => `${token()}x`,
  'that is a refresh token': async () => {
    const { email, password } = scene.site.administrator;
    const answer = await scene.api.send<{ refreshToken: string }>('POST', '/v1/staff/sessions', { json: { email, password } });
    return bodyOf(answer, 201).refreshToken;
  },
  'that is a member’s': async () => {
    const member = await scene.becomesMember();
    return bodyOf(await scene.api.memberLogin(scene.site.slug, member.form), 201).accessToken;
  },
};

function publicPem(): string {
  return createPublicKey(key.privateKey).export({ type: 'spki', format: 'pem' }).toString();
}

describe('a token', () => {
  it('that is signed here as the service signs is as good as its own: what follows fails for what it says', async () => {
    bodyOf(await asked(token()), 200);
  });

  it.each(Object.keys(FORGED))('%s is none', async (how) => {
    const forged = await FORGED[how]?.();
    problemOf(await asked(forged ?? ''), 401, 'unauthenticated');
    const cookie = `matricula-access=${forged ?? ''}`;
    const headers = { cookie: cookie.replace(/[^\x21-\x7e ]/g, '') };
    problemOf(await scene.api.send('GET', `/v1/sites/${scene.site.slug}/applications`, { headers }), 401, 'unauthenticated');
  });
});

describe('every operation that is not public', () => {
  interface Secured {
    security?: unknown[];
  }
  const guarded = (): { method: string; path: string }[] =>
    openApi.operations
      .filter(({ operation }) => ((operation as Secured).security ?? []).length > 0)
      .map(({ method, path }) => ({ method: method.toUpperCase(), path }));
  const fill = (path: string, site: string): string =>
    path.replace('{site}', site).replace(/\{[^}]+\}/g, '0198c0de-0000-7000-8000-000000000000');
  const outcomes = async (site: string, bearer: string | undefined, which = guarded()): Promise<string[]> => {
    const api = new Api(scene.service.baseUrl);
    const found: string[] = [];
    for (const { method, path } of which) {
      const { status, body } = await api.send<{ code: string }>(method, fill(path, site), {
        token: bearer,
        ...(method !== 'GET' && method !== 'DELETE' && { json: {} }),
      });
      found.push(`${method} ${path}: ${status} ${body.code}`);
    }
    return found;
  };
  const all = (outcome: string, which = guarded()): string[] => which.map(({ method, path }) => `${method} ${path}: ${outcome}`);

  it('asks who wants it', async () => {
    expect(guarded().length).toBeGreaterThan(60);
    expect(await outcomes(scene.site.slug, undefined)).toEqual(all('401 unauthenticated'));
  });

  it('of a site tells another site’s administrator that there is no such site', async () => {
    const ofSite = guarded().filter(({ path }) => path.includes('{site}'));
    expect(await outcomes(scene.site.slug, other.administrator.token, ofSite)).toEqual(all('404 site-not-found', ofSite));
  });

  it('is refused to an API key of another site, and to one without the scope', async () => {
    const create = async (site: TestSite): Promise<string> => {
      const json = { name: 'LMS', scopes: ['signup-urls:read'] };
      const answer = await scene.api.send<{ key: string }>('POST', `/v1/sites/${site.slug}/api-keys`, {
        token: site.administrator.token,
        json,
      });
      return bodyOf(answer, 201).key;
    };
    const ofSite = guarded().filter(({ path }) => path.includes('{site}'));
    expect(await outcomes(scene.site.slug, await create(other), ofSite)).toEqual(all('404 site-not-found', ofSite));
    const elsewhere = guarded().filter(({ path }) => !/signup-urls|groups/.test(path));
    expect(await outcomes(scene.site.slug, await create(scene.site), elsewhere)).toEqual(all('403 forbidden', elsewhere));
  });
});
