import fc from 'fast-check';
import { anyProblemOf, bodyOf, whatIsWrongAsProblem, type Problem } from '../support/answers';
import { type Answer, type Sending } from '../support/api';
import { anApplicant } from '../support/builders';
import { type Row } from '../support/database';
import {
  bodyEndpoints,
  FORBIDDEN_ADDRESSES,
  FORBIDDEN_TEXTS,
  MALFORMED_BODIES,
  NOT_OBJECTS,
  WRONG_TYPES,
  type BodyEndpoint,
} from '../support/hostile';
import { sendRaw } from '../support/raw-http';
import { Scene } from '../support/scene';

// The client throws on any 5xx, so every request here also shows that there is none.
jest.setTimeout(180_000);

const KEPT = [
  'sites',
  'registration_settings',
  'registration_forms',
  'registration_terms',
  'site_history',
  'groups',
  'group_syncs',
  'applications',
  'claims',
  'application_history',
  'accounts',
  'mails',
  'staff',
  'decision_jobs',
  'decision_results',
  'decline_reasons',
];
const NAMES = [
  'staff log-in',
  'create a site',
  'change a site',
  'change the registration settings',
  'change the fields of the form',
  'change the terms of use',
  'create or replace a group',
  'apply',
  'confirm',
  'disown',
  'resend to an address',
  'exchange a link',
  'approve',
  'decline',
  'decide on many',
  'change the reasons to decline',
  'member log-in',
];

let scene: Scene;
let endpoints: BodyEndpoint[];
let kept: Kept;
beforeAll(async () => {
  scene = await Scene.open();
  endpoints = await bodyEndpoints(scene);
  await scene.sink.waitForMail({ to: scene.site.administrator.email });
  await rememberWhatIsKept();
});
afterAll(() => scene.close());

interface Kept {
  /** Every row of the tables; of the outbox only which mails there are, since being sent changes them. */
  rows: Record<string, Row[]>;
  delivered: number;
}

async function everythingKept(): Promise<Kept> {
  const { mails = [], ...tables } = await scene.service.database.dump(KEPT);
  return { rows: { ...tables, mails: mails.map(({ id }) => ({ id })) }, delivered: scene.sink.mails.length };
}

async function rememberWhatIsKept(): Promise<void> {
  kept = await everythingKept();
}

/** After a table of bad requests: nothing stored, nothing changed, no mail. */
async function expectNothingHappened(): Promise<void> {
  expect(await everythingKept()).toEqual(kept);
}

const endpoint = (name: string): BodyEndpoint => {
  const found = endpoints.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`No endpoint is called "${name}".`);
  return found;
};

function ask({ method, path, token, headers }: BodyEndpoint, raw: string | Buffer, type = 'application/json'): Promise<Answer> {
  return scene.api.send(method, path, { raw: raw as string, token, headers: { 'content-type': type, ...headers } });
}

/** The valid body as JSON text, with one member replaced by a JSON text. */
function bodyWith({ valid }: BodyEndpoint, field: string, json: string): string {
  const members = Object.entries({ ...valid(), [field]: null }).map(
    ([name, value]) => `${JSON.stringify(name)}:${name === field ? json : JSON.stringify(value)}`,
  );
  return `{${members.join(',')}}`;
}

/** Where every well-formed text gets the same answer. */
const isAccepted = ({ status }: Answer, wanted: readonly number[]): boolean => status === 202 && wanted.includes(status);

/** In one line, how an answer differs from the problem expected; undefined when it does not. */
function fault(answer: Answer, wanted: { statuses: readonly number[]; pointer?: string }): string | undefined {
  const wrong = isAccepted(answer, wanted.statuses) ? undefined : whatIsWrongAsProblem(answer);
  if (wrong !== undefined) return `${answer.status} ${wrong}`;
  const problem = answer.body as Problem;
  if (!wanted.statuses.includes(answer.status)) return `${answer.status} ${problem.code}, not ${wanted.statuses.join(' or ')}`;
  if (answer.status !== 422 || wanted.pointer === undefined) return undefined;
  const pointers = (problem.errors ?? []).map(({ pointer }) => pointer);
  return pointers.includes(wanted.pointer) ? undefined : `points to ${pointers.join(', ')}, not ${wanted.pointer}`;
}

class Offenders {
  private readonly found: string[] = [];

  note(what: string, wrong: string | undefined): void {
    if (wrong !== undefined) this.found.push(`${what}: ${wrong}`);
  }

  expectNone(): void {
    expect(this.found).toEqual([]);
  }
}

describe.each(NAMES)('%s', (name) => {
  beforeAll(rememberWhatIsKept);
  afterAll(expectNothingHappened);

  it('refuses with 400 what is not acceptable JSON', async () => {
    const offenders = new Offenders();
    for (const [what, body] of Object.entries(MALFORMED_BODIES)) {
      // Decisions can be sent without a body: everything in it has a default.
      const statuses = what === 'an empty body' && endpoint(name).required.length === 0 ? [200, 400, 422] : [400];
      if (statuses.includes(200)) continue;
      offenders.note(what, fault(await ask(endpoint(name), body), { statuses }));
    }
    offenders.expectNone();
  });

  it('refuses with 422 JSON that is no object', async () => {
    const offenders = new Offenders();
    for (const body of NOT_OBJECTS) offenders.note(body, fault(await ask(endpoint(name), body), { statuses: [422] }));
    offenders.expectNone();
  });

  it('refuses with 415 what is not JSON at all', async () => {
    const offenders = new Offenders();
    const valid = JSON.stringify(endpoint(name).valid());
    for (const type of [
      'text/plain',
      'application/xml',
      'text/xml',
      'multipart/form-data; boundary=x',
      'application/x-www-form-urlencoded',
      'text/html',
      'nonsense',
    ]) {
      offenders.note(type, fault(await ask(endpoint(name), valid, type), { statuses: [415] }));
    }
    offenders.note('UTF-16', fault(await ask(endpoint(name), valid, 'application/json; charset=utf-16'), { statuses: [415] }));
    offenders.expectNone();
  });

  it('refuses with 413 a body of 1 MB', async () => {
    const field = Object.keys(endpoint(name).fields)[0] ?? '';
    const body = bodyWith(endpoint(name), field, JSON.stringify('a'.repeat(2 ** 20)));
    expect(fault(await ask(endpoint(name), body), { statuses: [413] })).toBeUndefined();
  });

  it('refuses with 422 a field it does not know, pointing to it', async () => {
    const offenders = new Offenders();
    for (const field of ['unknown', 'id', 'siteId', 'toString', 'hasOwnProperty', 'valueOf', 'toJSON', 'then', 'a/b', 'ä', '']) {
      const pointer = `#/${encodeURIComponent(field.replace('/', '~1'))}`;
      offenders.note(
        field,
        fault(await ask(endpoint(name), bodyWith(endpoint(name), field, '"x"')), { statuses: [422], pointer }),
      );
    }
    offenders.expectNone();
  });

  it('refuses with 422 a value of another type, pointing to the field', async () => {
    const offenders = new Offenders();
    for (const [field, kind] of Object.entries(endpoint(name).fields)) {
      for (const json of WRONG_TYPES[kind]) {
        const answer = await ask(endpoint(name), bodyWith(endpoint(name), field, json));
        offenders.note(`${field}: ${json}`, fault(answer, { statuses: [422], pointer: `#/${field}` }));
      }
    }
    offenders.expectNone();
  });

  it('refuses with 422 a required field that is missing, pointing to it', async () => {
    const offenders = new Offenders();
    for (const field of endpoint(name).required) {
      const body = Object.fromEntries(Object.entries(endpoint(name).valid()).filter(([member]) => member !== field));
      const answer = await ask(endpoint(name), JSON.stringify(body));
      offenders.note(field, fault(answer, { statuses: [422], pointer: `#/${field}` }));
    }
    offenders.expectNone();
  });

  it('refuses NUL, control characters and lone surrogates in any text, pointing to the field', async () => {
    const offenders = new Offenders();
    for (const [field, kind] of Object.entries(endpoint(name).fields).filter(([, is]) => is !== 'boolean')) {
      for (const json of FORBIDDEN_TEXTS) {
        const text = kind === 'email' ? json.replace(/"$/, '@school.example"') : json;
        const answer = await ask(endpoint(name), bodyWith(endpoint(name), field, text));
        offenders.note(
          `${field}: ${text}`,
          fault(answer, { statuses: [422, ...endpoint(name).wrongTextStatuses], pointer: `#/${field}` }),
        );
      }
    }
    offenders.expectNone();
  });

  it('refuses texts of absurd length', async () => {
    const offenders = new Offenders();
    for (const field of Object.keys(endpoint(name).fields)) {
      const answer = await ask(endpoint(name), bodyWith(endpoint(name), field, JSON.stringify('a'.repeat(30_000))));
      offenders.note(field, fault(answer, { statuses: [422, ...endpoint(name).wrongTextStatuses], pointer: `#/${field}` }));
    }
    offenders.expectNone();
  });
});

describe('applying with an address that is none', () => {
  beforeAll(rememberWhatIsKept);

  it.each(FORBIDDEN_ADDRESSES)('is refused, pointing to it: %j', async (email) => {
    const answer = await scene.api.apply(scene.site.slug, anApplicant({ email }));
    expect(fault(answer, { statuses: [422], pointer: '#/email' })).toBeUndefined();
    await expectNothingHappened();
  });
});

describe('applying with several faults', () => {
  beforeAll(rememberWhatIsKept);

  it('is told all of them at once, in words that repeat no secret', async () => {
    const answer = await scene.api.apply(scene.site.slug, { name: '', loginId: 'no', email: 'none', password: 'geheim!' });
    const problem = anyProblemOf(answer);
    expect(answer.status).toBe(422);
    expect(new Set(problem.errors?.map(({ pointer }) => pointer))).toEqual(
      new Set(['#/name', '#/loginId', '#/email', '#/password']),
    );
    expect(problem.errors?.every(({ code, detail }) => /^[a-z]+(-[a-z]+)*$/.test(code) && detail !== '')).toBe(true);
    expect(answer.text).not.toContain('geheim!');
    await expectNothingHappened();
  });
});

const GARBAGE_SEGMENTS = [
  '%00',
  '%0d%0aSet-Cookie:%20a=b',
  '%2e%2e%2f',
  '..%5c',
  '%',
  '%zz',
  '%ff',
  '%c0%af',
  '%ed%a0%80',
  '%F0%9F%99%82',
  'a%20b',
  "'%20OR%201=1",
  '__proto__',
  'constructor',
  'null',
  'undefined',
  '[object%20Object]',
  '-1',
  '0',
  'x'.repeat(300),
  'x'.repeat(9000),
];

describe('garbage in a path', () => {
  beforeAll(rememberWhatIsKept);
  afterAll(expectNothingHappened);

  it.each(GARBAGE_SEGMENTS.map((segment) => [segment.slice(0, 40), segment]))(
    'is answered with a 4xx problem: %s',
    async (_shown, segment) => {
      const { administrator, slug } = scene.site;
      const requests: [string, string, Sending][] = [
        ['GET', `/${segment}`, {}],
        ['GET', `/v1/${segment}`, {}],
        ['GET', `/v1/activations/${segment}`, {}],
        ['POST', `/v1/sites/${segment}/applications`, { json: anApplicant() }],
        ['POST', `/v1/sites/${segment}/sessions`, { json: { loginId: 'learner', password: 'a long password' } }],
        ['GET', `/v1/sites/${segment}`, { token: scene.operator.token }],
        ['GET', `/v1/sites/${segment}/applications`, { token: administrator.token }],
        ['GET', `/v1/sites/${slug}/applications/${segment}`, { token: administrator.token }],
        ['GET', `/v1/sites/${slug}/applications/${segment}/history`, { token: administrator.token }],
        ['POST', `/v1/sites/${slug}/applications/${segment}/approve`, { token: administrator.token, json: {} }],
      ];
      const offenders = new Offenders();
      for (const [method, path, sending] of requests) {
        const answer = await scene.api.send(method, path, sending);
        offenders.note(`${method} ${path.slice(0, 80)}`, fault(answer, { statuses: [400, 404, 414, 422] }));
      }
      offenders.expectNone();
    },
  );

  it('and in the query of the page is answered without a 5xx', async () => {
    for (const query of [
      '',
      '?token=',
      '?token=%00',
      '?token=%ff',
      '?token=a&token=b',
      '?token[a]=b',
      '?%=%',
      `?token=${'x'.repeat(9000)}`,
    ]) {
      const answer = await scene.api.send('GET', `/activate${query}`);
      expect([400, 404, 414, 422]).toContain(answer.status);
    }
  });

  it('and in the query of the list is answered with a problem', async () => {
    const offenders = new Offenders();
    for (const query of [
      'limit=1&limit=2',
      'limit[]=1',
      'cursor=%00',
      'cursor=%ff',
      'status=%00',
      'status[a]=b',
      'status=approved&status=unapproved%00',
      '__proto__=x',
      'toString=x',
      'constructor=x',
      'limit=%F0%9F%99%82',
    ]) {
      const answer = await scene.api.send('GET', `/v1/sites/${scene.site.slug}/applications?${query}`, {
        token: scene.site.administrator.token,
      });
      offenders.note(query, fault(answer, { statuses: [400, 422] }));
    }
    offenders.expectNone();
  });
});

describe('a path or method that does not exist', () => {
  it.each([
    '/nothing',
    '/v1',
    '/v1/nothing',
    '/v2/sites',
    '/V1/sites',
    '/v1/sites/x/y/z',
    '//',
    '/.env',
    '/.git/config',
    '/favicon.txt',
  ])('is a 404 problem: %s', async (path) => {
    expect(fault(await scene.api.send('GET', path), { statuses: [404] })).toBeUndefined();
  });

  it('is a 405 that lists in Allow what is possible, on every path of the OpenAPI document', async () => {
    const { body } = await scene.api.send<{ paths: Record<string, object> }>('GET', '/openapi.json');
    const offenders = new Offenders();
    for (const template of Object.keys(body.paths)) {
      const possible = methodsPossibleAt(template, body.paths);
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((each) => !possible.includes(each))) {
        const answer = await scene.api.send(method, template.replace(/\{[^}]+\}/g, 'some'));
        offenders.note(`${method} ${template}`, fault(answer, { statuses: [405] }) ?? faultInAllow(answer, possible));
      }
    }
    offenders.expectNone();
  });
});

/** Of every path that this one fits as well: /applications/preview is also an /applications/{id}. */
function methodsPossibleAt(path: string, paths: Record<string, object>): string[] {
  const fits = (template: string): boolean =>
    new RegExp(`^${template.replaceAll('.', '\\.').replace(/\{[^}]+\}/g, '[^/]+')}$`).test(path);
  const methods = Object.entries(paths).flatMap(([template, item]) => (fits(template) ? Object.keys(item) : []));
  return [...new Set(methods.map((method) => method.toUpperCase()))].filter((method) =>
    /^(GET|POST|PUT|PATCH|DELETE)$/.test(method),
  );
}

function faultInAllow(answer: Answer, possible: string[]): string | undefined {
  const allow = (answer.headers.get('allow') ?? '').split(/,\s*/).filter((method) => !/^(HEAD|OPTIONS|)$/.test(method));
  return allow.sort().join() === [...possible].sort().join() ? undefined : `Allow is "${allow.join()}", not "${possible.join()}"`;
}

describe('an odd header', () => {
  it.each([
    ['authorization', 'Bearer'],
    ['authorization', 'Bearer  '],
    ['authorization', 'Basic YTpi'],
    ['authorization', `Bearer ${'a.'.repeat(3000)}`],
    ['authorization', 'Bearer \u00ff\u00fe'],
    ['cookie', '\u00ff=\u00fe; =; ;;; a=%zz'],
    ['x-request-id', 'a'.repeat(5000)],
    ['accept-language', 'xx-'.repeat(500)],
    ['accept', 'text/nonsense'],
    ['x-forwarded-for', "' OR 1=1 --, 999.999.999.999"],
    ['if-match', '"'],
  ])('never troubles the service: %s', async (name, value) => {
    const answer = await scene.api.send('GET', '/v1/staff/me', { headers: { [name]: value } });
    expect(fault(answer, { statuses: [401] })).toBeUndefined();
    expect(answer.headers.get('x-request-id') ?? '').not.toBe('a'.repeat(5000));
    const cookieOnly = await scene.api.activate('x'.repeat(80), {}, name === 'cookie' ? { cookie: value } : {});
    expect(fault(cookieOnly, { statuses: [403, 404] })).toBeUndefined();
  });
});

describe('malformed HTTP', () => {
  it.each([
    ['nonsense', 'NONSENSE\r\n\r\n'],
    ['a bad header', 'GET /health/live HTTP/1.1\r\nHost: x\r\nBad Header\r\n\r\n'],
    ['a header with NUL', 'GET /health/live HTTP/1.1\r\nHost: x\r\nA: b\0c\r\n\r\n'],
    ['no host', 'GET /health/live HTTP/1.1\r\n\r\n'],
    ['an unknown method', 'FROBNICATE / HTTP/1.1\r\nHost: x\r\n\r\n'],
    [
      'raw bytes in the path',
      Buffer.concat([
        Buffer.from('GET /'),
        Buffer.from([0xff, 0x80]),
        Buffer.from(' HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'),
      ]),
    ],
    [
      'two lengths',
      'POST /v1/activations HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}',
    ],
    [
      'length and chunks',
      'POST /v1/activations HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['a negative length', 'POST /v1/activations HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n'],
    [
      'a bad chunk',
      'POST /v1/activations HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n',
    ],
    ['20 KB of header', `GET /health/live HTTP/1.1\r\nHost: x\r\nA: ${'a'.repeat(20_000)}\r\n\r\n`],
    ['an address of 20 KB', `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`],
  ])('is answered 4xx: %s', async (_what, bytes) => {
    const { status, text } = await sendRaw(scene.service.baseUrl, bytes);
    expect({ is4xx: status >= 400 && status < 500, text: text.slice(0, 200) }).toMatchObject({ is4xx: true });
    expect((await scene.api.send('GET', '/health/live')).status).toBe(200);
  });
});

describe('the body of an application, whatever is in it', () => {
  const oddText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.constantFrom('', ' ', 'ann@school.example', 'learner', '\u0000', '\ud800', '__proto__', 'ﷺ'.repeat(60)),
  );
  const oddValue = fc.oneof({ weight: 3, arbitrary: oddText }, { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) });
  const oddBody = fc
    .record({ name: oddValue, loginId: oddValue, email: oddValue, password: oddValue, extra: oddValue }, { requiredKeys: [] })
    .map((odd) => ({ ...anApplicant(), ...odd }));

  it('is either accepted by the rules or refused with a problem, never a 5xx', async () => {
    const seed = 20_241_122; // Printed by fast-check when it fails, with the smallest body that does.
    const property = fc.asyncProperty(oddBody, async (body) => {
      const answer = await scene.api.send('POST', `/v1/sites/${scene.site.slug}/applications`, { json: body });
      if (answer.status === 202) expectWithinTheRules(body);
      else expect(fault(answer, { statuses: [400, 409, 422] })).toBeUndefined();
    });
    await fc.assert(property, { seed, numRuns: 250, endOnFailure: false });
    const { items } = bodyOf(
      await scene.api.listApplications(scene.site.administrator.token, scene.site.slug, { limit: '200' }),
      200,
    );
    expect(items.every(({ name }) => name.isWellFormed())).toBe(true);
  });
});

function expectWithinTheRules(body: Record<string, unknown>): void {
  const { name, loginId, email, password, ...others } = body as Record<string, string>;
  expect(others).toEqual({});
  expect([...(name ?? '').normalize('NFKC')].length).toBeGreaterThanOrEqual(1);
  expect((loginId ?? '').normalize('NFKC')).toMatch(/^[\p{L}\p{M}\p{N}!"#$%&'()*+,\-./:;?[\\\]^_`@]{5,30}$/u);
  expect(email).toMatch(/^[^\s@]+@[^\s@]+\.[^\s@]+$/);
  expect([...(password ?? '').normalize('NFKC')].length).toBeGreaterThanOrEqual(8);
}
