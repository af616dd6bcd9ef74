import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { bodyOf } from '../support/answers';
import { anApplicant } from '../support/builders';
import { INHERITED_ENVIRONMENT, PROJECT_FOLDER } from '../support/environment';
import { Scene } from '../support/scene';

// The types of the sources; what runs is the package.
type Package = typeof import('../../clients/typescript/src/index');

jest.setTimeout(120_000);

const run = promisify(execFile);
const CLIENT = join(PROJECT_FOLDER, 'clients/typescript');

let scene: Scene;
let folder: string;
let matricula: Package;
beforeAll(async () => {
  [scene, folder] = await Promise.all([Scene.open(), installed()]);
  matricula = jest.requireActual<Package>(join(folder, 'node_modules/@matricula/client/dist/index.js'));
});
afterAll(async () => {
  await scene.close();
  await rm(folder, { recursive: true, force: true });
});

/** A folder of a stranger, with the package as it is packed. */
async function installed(): Promise<string> {
  const place = await mkdtemp(join(tmpdir(), 'matricula-client-'));
  await run('npm', ['pack', '--pack-destination', place], { cwd: CLIENT });
  const client = join(place, 'node_modules/@matricula/client');
  await mkdir(client, { recursive: true });
  await run('tar', ['-xzf', join(place, 'matricula-client-0.1.0.tgz'), '-C', client, '--strip-components=1']);
  for (const name of ['openapi-fetch', 'openapi-typescript-helpers', '@types', 'undici-types'])
    await symlink(join(PROJECT_FOLDER, 'node_modules', name), join(place, 'node_modules', name));
  await writeFile(join(place, 'package.json'), '{ "type": "module" }');
  return place;
}

const aKey = async (): Promise<string> => {
  const { slug, administrator } = scene.site;
  const json = { name: 'LMS', scopes: ['accounts:read', 'groups:sync'] };
  const made = scene.api.send<{ key: string }>('POST', `/v1/sites/${slug}/api-keys`, { token: administrator.token, json });
  return bodyOf(await made, 201).key;
};

describe('with the packed client', () => {
  it('somebody applies, confirms, is approved, logs in, and is known to the LMS', async () => {
    const { createMatriculaClient, dataOf, idempotent, itemsOf } = matricula;
    const { baseUrl } = scene.service;
    const params = { path: { site: scene.site.slug } };
    const applicant = createMatriculaClient({ baseUrl });
    const administrator = createMatriculaClient({ baseUrl, token: () => scene.site.administrator.token });
    const lms = createMatriculaClient({ baseUrl, token: await aKey() });

    await dataOf(
      lms.POST('/v1/sites/{site}/groups/sync', { params, body: { groups: [{ lmsId: 'evening-class', name: 'Evening class' }] } }),
    );
    const [group] = await dataOf(administrator.GET('/v1/sites/{site}/groups', { params })).then(({ items }) => items);
    const { url } = await dataOf(
      administrator.POST('/v1/sites/{site}/signup-urls', { params, body: { groupId: group?.id ?? '' } }),
    );
    const signupUrl = url.split('/').at(-1) ?? '';

    const form = await dataOf(
      applicant.GET('/v1/sites/{site}/registration-form', { params: { ...params, query: { signupUrl } } }),
    );
    const body = { ...anApplicant(), signupUrl, formVersion: form.version };
    const sent = { params: { ...params, header: idempotent() }, body };
    const { ticket } = await dataOf(applicant.POST('/v1/sites/{site}/applications', sent));
    expect(await dataOf(applicant.POST('/v1/sites/{site}/applications', sent))).toEqual({ ticket, status: 'not_activated' });
    const token = scene.tokenIn(await scene.sink.waitForMail({ to: body.email }));
    expect(scene.sink.mailsTo(body.email)).toHaveLength(1);
    await dataOf(applicant.POST('/v1/activations', { body: { token, ticket } }));

    for await (const { id } of itemsOf((at) =>
      administrator.GET('/v1/sites/{site}/applications', { params: { ...params, query: { status: ['unapproved'], ...at } } }),
    ))
      await dataOf(
        administrator.POST('/v1/sites/{site}/applications/{id}/approve', { params: { path: { ...params.path, id } }, body: {} }),
      );

    const { loginId, password } = body;
    const tokens = await dataOf(applicant.POST('/v1/sites/{site}/sessions', { params, body: { loginId, password } }));
    const { refreshToken } = tokens;
    const next = await dataOf(applicant.POST('/v1/sites/{site}/sessions/refresh', { params, body: { refreshToken } }));
    const { payload } = await jwtVerify(next.accessToken, createRemoteJWKSet(new URL('/.well-known/jwks.json', baseUrl)), {
      algorithms: ['ES256'],
      issuer: baseUrl,
      audience: `site:${scene.site.slug}`,
    });
    expect(payload).toMatchObject({ loginId, name: body.name, groups: ['evening-class'] });
    const known = await dataOf(lms.GET('/v1/sites/{site}/accounts', { params }));
    expect(known.items).toMatchObject([{ id: payload.sub, email: body.email, groups: ['evening-class'] }]);
    const ended = await applicant.POST('/v1/sites/{site}/sessions/log-out', {
      params,
      body: { refreshToken: next.refreshToken },
    });
    expect(ended.response.status).toBe(204);
  });

  it('a list is gone through page by page, each asked for when it is needed', async () => {
    const { createMatriculaClient, itemsOf } = matricula;
    const applied = [await scene.applies(), await scene.applies(), await scene.applies()];
    const asked: string[] = [];
    const client = createMatriculaClient({
      baseUrl: scene.service.baseUrl,
      token: scene.site.administrator.token,
      fetch: (request) => {
        asked.push(request.url);
        return fetch(request);
      },
    });
    const path = { site: scene.site.slug };
    const waiting = itemsOf((at) =>
      client.GET('/v1/sites/{site}/applications', { params: { path, query: { status: ['not_activated'], limit: 2, ...at } } }),
    );
    const first = await waiting.next();
    expect(asked).toHaveLength(1);
    const emails = [first.value?.email];
    for await (const { email } of waiting) emails.push(email);
    expect(emails.toSorted()).toEqual(applied.map(({ form }) => form.email).toSorted());
    expect(asked).toHaveLength(2);
  });

  it('a problem is thrown with its code, its faults and when to ask again', async () => {
    const { createMatriculaClient, dataOf, isProblem, ProblemAnswered } = matricula;
    const client = createMatriculaClient({ baseUrl: scene.service.baseUrl, headers: { 'Accept-Language': 'ja' } });
    const params = { path: { site: scene.site.slug } };
    const applying = dataOf(client.POST('/v1/sites/{site}/applications', { params, body: anApplicant({ email: 'nobody' }) }));
    const thrown: unknown = await applying.catch((error: unknown) => error);
    if (!isProblem(thrown, 'validation-failed')) throw thrown;
    expect(thrown.errors).toMatchObject([{ pointer: '#/email', detail: expect.stringMatching(/[ぁ-ん]/) as string }]);
    expect(isProblem(thrown, 'login-id-taken', 'form-changed')).toBe(false);
    expect(thrown.retryAfterInSeconds).toBeUndefined();

    const limited = new Response(JSON.stringify({ code: 'too-many-requests', detail: 'Later.', status: 429 }), {
      status: 429,
      headers: { 'retry-after': '7', 'content-type': 'application/problem+json' },
    });
    const overrun = createMatriculaClient({ baseUrl: 'http://localhost', fetch: () => Promise.resolve(limited) });
    const later: unknown = await dataOf(overrun.GET('/v1/sites')).catch((error: unknown) => error);
    expect(later).toBeInstanceOf(ProblemAnswered);
    expect(later).toMatchObject({ code: 'too-many-requests', retryAfterInSeconds: 7 });
  });

  it('what a proxy answers is no problem of the service', async () => {
    const { createMatriculaClient, dataOf, UnexpectedAnswer } = matricula;
    for (const [body, type] of [
      ['<h1>Bad gateway</h1>', 'text/html'],
      ['{"message":"Bad gateway"}', 'application/json'],
      ['', 'text/plain'],
    ] as const) {
      const answer = new Response(body, { status: 502, headers: { 'content-type': type } });
      const client = createMatriculaClient({ baseUrl: 'http://localhost', fetch: () => Promise.resolve(answer) });
      await expect(dataOf(client.GET('/v1/sites'))).rejects.toBeInstanceOf(UnexpectedAnswer);
    }
  });

  it('what somebody else has changed meanwhile is not overwritten', async () => {
    const { createMatriculaClient, dataOf, ifMatch } = matricula;
    const client = createMatriculaClient({ baseUrl: scene.service.baseUrl, token: scene.site.administrator.token });
    const path = { site: scene.site.slug };
    const { response } = await client.GET('/v1/sites/{site}/registration-settings', { params: { path } });
    const change = (linkLifeInHours: number) =>
      dataOf(
        client.PATCH('/v1/sites/{site}/registration-settings', {
          params: { path, header: ifMatch(response) },
          body: { linkLifeInHours },
        }),
      );
    expect((await change(48)).linkLifeInHours).toBe(48);
    await expect(change(72)).rejects.toMatchObject({ code: 'version-stale' });
    const { response: unversioned } = await client.GET('/health/live');
    expect(() => ifMatch(unversioned)).toThrow('no ETag');
  });
});

describe('the package', () => {
  it('is of this version, holds what is compiled alone, and asks for the runtime that is tested', async () => {
    const read = async (path: string): Promise<{ version: string; dependencies: Record<string, string> }> =>
      JSON.parse(await readFile(join(PROJECT_FOLDER, path), 'utf8')) as never;
    const [service, client, runtime] = await Promise.all(
      ['package.json', 'clients/typescript/package.json', 'node_modules/openapi-fetch/package.json'].map(read),
    );
    expect(client?.version).toBe(service?.version);
    expect(client?.dependencies).toEqual({ 'openapi-fetch': runtime?.version });
    const { stdout } = await run('tar', ['-tzf', join(folder, 'matricula-client-0.1.0.tgz')]);
    const others = stdout
      .split('\n')
      .filter((path) => !/^package\/(package\.json|README\.md|dist\/[a-z]+(\.d\.ts|\.js))$|^$/.test(path));
    expect(others).toEqual([]);
  });

  describe('for who writes against it', () => {
    let files: string[];
    beforeAll(async () => {
      const examples = await readmeExamples();
      files = examples.map((_, index) => `example-${index}.mjs`);
      for (const [index, code] of examples.entries()) await writeFile(join(folder, `example-${index}.mjs`), code);
    });

    it('has types that know paths, bodies, answers and codes, also in the examples of its README', async () => {
      await writeFile(join(folder, 'stranger.ts'), STRANGER);
      await compile('stranger.ts', ...files);
    });

    it('does what its README says, example by example', async () => {
      const env = { ...INHERITED_ENVIRONMENT, LMS_API_KEY: await aKey(), STAFF: scene.site.administrator.token };
      const written: string[] = [];
      for (const file of files) written.push((await run(process.execPath, [file], { cwd: folder, env })).stdout);
      expect(written).toEqual([
        expect.stringMatching(/'E-mail address'[^]*Please look into your mailbox/),
        expect.stringContaining("[ 'evening-class' ]"),
        '',
      ]);
    });
  });
});

/** The code in the README, with this service and site in the place of the demo’s. */
async function readmeExamples(): Promise<string[]> {
  const readme = await readFile(join(CLIENT, 'README.md'), 'utf8');
  return [...readme.matchAll(/```js\n(.*?)```/gs)].map(([, code = '']) =>
    code.replaceAll('http://localhost:3000', scene.service.baseUrl).replaceAll("'demo'", `'${scene.site.slug}'`),
  );
}

/** Fails with what tsc says. */
async function compile(...files: string[]): Promise<void> {
  const tsc = join(PROJECT_FOLDER, 'node_modules/typescript/bin/tsc');
  const options =
    '--ignoreConfig --noEmit --strict --skipLibCheck --allowJs --checkJs --module nodenext --target es2023 --types node';
  await run(process.execPath, [tsc, ...options.split(' '), ...files], { cwd: folder }).catch((error: unknown) => {
    throw new Error((error as { stdout: string }).stdout);
  });
}

const STRANGER = `
import { createMatriculaClient, dataOf, isProblem, type ProblemCode, type Schemas } from '@matricula/client';
const client = createMatriculaClient({ baseUrl: 'http://localhost' });
const params = { path: { site: 'demo' } };

// @ts-expect-error: there is no such path
client.GET('/v1/sites/{site}/pupils', { params });
// @ts-expect-error: the site is missing
client.GET('/v1/sites/{site}/registration-form');
// @ts-expect-error: a password belongs to it
client.POST('/v1/sites/{site}/applications', { params, body: { name: 'Sam', email: 'sam@example.org' } });
// @ts-expect-error: no such scope
client.POST('/v1/sites/{site}/api-keys', { params, body: { name: 'LMS', scopes: ['everything'] } });

export async function asked(): Promise<void> {
  const { status } = await dataOf(client.POST('/v1/activations', { body: { token: '', ticket: '' } }));
  const known: 'approved' | 'not_activated' | 'unapproved' | 'not_approved' = status;
  // @ts-expect-error: an answer has no such member
  (await dataOf(client.GET('/v1/sites/{site}/registration-form', { params }))).colour;
  const { error } = await client.GET('/v1/applications/by-ticket', { params: {} });
  // @ts-expect-error: not among the codes of this operation
  if (error?.code === 'login-id-taken') throw new Error(known);
  const code: ProblemCode | undefined = error?.code;
  // @ts-expect-error: no code at all
  isProblem(error, 'no-such-code');
  const view: Schemas['TicketResponse'] = { ticket: '', status: 'not_activated' };
  console.log(code, view);
}
`;
