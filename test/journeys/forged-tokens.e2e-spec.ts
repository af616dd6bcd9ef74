import { createHmac, createPublicKey, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';
import { bodyOf, problemOf } from '../support/answers';
import { type Answer } from '../support/api';
import { Scene } from '../support/scene';
import { ServiceWithClock } from '../support/service-with-clock';
import { createStaff } from '../support/site';
import { SigningKeys } from '../../src/signing-keys/signing-keys';

jest.setTimeout(90_000);

let scene: Scene;
let key: { id: string; privateKey: KeyObject };
let claims: Record<string, unknown>;
beforeAll(async () => {
  let service: ServiceWithClock | undefined;
  scene = await Scene.open({}, async (settings) => (service = await ServiceWithClock.begin(settings)));
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
  'with something before it': () => `x.${token()}`,
  'with a part more': () => `${token()}.${encoded(claims)}`,
  'in quotation marks': () => `"${token()}"`,
  'with its algorithm in small letters': () => token({ header: { alg: 'es256' } }),
  'with no algorithm': () => token({ header: { alg: undefined } }),
  // RFC 7515 §4.1.11: what must be understood and is not.
  'with an extension that must be understood': () => token({ header: { crit: ['exp'] } }),
  'with a kid that is a path': () => token({ header: { kid: '../../../../dev/null' } }),
  'with a kid that is SQL': () => token({ header: { kid: `${key.id}' OR '1'='1` } }),
  'with the name of a member of every object as kid': () => token({ header: { kid: '__proto__' } }),
  'that never expires': () => token({ payload: { exp: undefined } }),
  'that expires at no time': () => token({ payload: { exp: 'never' } }),
  'of somebody who is no text': () => token({ payload: { sub: { $ne: null } } }),
  'with a signature of another payload': () =>
    `${token().replace(/[^.]*$/, '')}${token({ payload: { jti: randomUUID() } }).split('.')[2] ?? ''}`,
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

/** Valid keys, changed a little: what an altered copy of one, or a guess at one, looks like. */
const ALTERED: Record<string, (key: string) => string> = {
  'whose secret has another letter': (text) => text.slice(0, -2) + (text.at(-2) === 'A' ? 'B' : 'A') + text.slice(-1),
  'whose secret is missing': (text) => text.replace(/_[^_]*$/, '_'),
  'that is longer': (text) => `${text}A`,
  'that is shorter': (text) => text.slice(0, -1),
  'in capitals': (text) => text.toUpperCase(),
  'with the id of another': (text) => text.replace(/_[0-9a-f]{32}_/, `_${randomUUID().replaceAll('-', '')}_`),
  twice: (text) => `${text}${text}`,
  'as a token': (text) => `${encoded({ alg: 'none' })}.${encoded({ key: text })}.`,
};

describe('an API key', () => {
  let whole: string;
  beforeAll(async () => {
    const answer = await scene.api.send<{ key: string }>('POST', `/v1/sites/${scene.site.slug}/api-keys`, {
      token: scene.site.administrator.token,
      json: { name: 'LMS', scopes: ['applications:read'] },
    });
    whole = bodyOf(answer, 201).key;
  });

  it('that is whole is good: what follows fails for what was changed', async () => {
    bodyOf(await asked(whole), 200);
  });

  it.each(Object.keys(ALTERED))('%s is none', async (how) => {
    problemOf(await asked(ALTERED[how]?.(whole) ?? ''), 401, 'unauthenticated');
  });

  it('is none in a cookie', async () => {
    const headers = { cookie: `matricula-access=${whole}` };
    problemOf(await scene.api.send('GET', `/v1/sites/${scene.site.slug}/applications`, { headers }), 401, 'unauthenticated');
  });
});

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
