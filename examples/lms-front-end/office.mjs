// What the site's administrator does, from the command line: `node examples/lms-front-end/office.mjs prepare | approve | publish <course>`.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createMatriculaClient, dataOf, idempotent, ifMatch, isProblem, itemsOf } from '@matricula/client';
import { settings } from './settings.mjs';

const { matriculaUrl, origin, administratorFile, apiKeyFile } = settings;
const path = { site: settings.site };
/** @type {string | undefined} */
let token;
const client = createMatriculaClient({ baseUrl: matriculaUrl, token: () => token });

/** Logged in as whom the first start made; a password that was made for them is changed first, and kept in the same file. */
async function logIn() {
  const [email = '', password = ''] = readFileSync(administratorFile, 'utf8').split('\n');
  const present = process.env.ADMINISTRATOR_PASSWORD ?? password;
  const session = await dataOf(client.POST('/v1/staff/sessions', { body: { email, password: present } }));
  token = session.accessToken ?? undefined;
  if (!(await mustChangePassword())) return;
  const chosen = randomBytes(15).toString('base64url');
  await dataOf(client.PUT('/v1/staff/me/password', { body: { currentPassword: present, password: chosen } }));
  writeFileSync(administratorFile, `${email}\n${chosen}\n`, { mode: 0o600 });
}

async function mustChangePassword() {
  try {
    await dataOf(client.GET('/v1/sites/{site}', { params: { path } }));
    return false;
  } catch (error) {
    if (isProblem(error, 'password-change-required')) return true;
    throw error;
  }
}

/** Once: the site lists the front end's origin, and the LMS's back end gets a key. */
async function prepare() {
  await listOrigin();
  if (existsSync(apiKeyFile)) return;
  const { key } = await dataOf(
    client.POST('/v1/sites/{site}/api-keys', {
      params: { path },
      body: { name: 'Example LMS', scopes: ['accounts:read', 'groups:sync'] },
    }),
  );
  writeFileSync(apiKeyFile, `${key}\n`, { mode: 0o600 });
  console.log(`An API key for the LMS is in ${apiKeyFile}`);
}

async function listOrigin() {
  const read = await client.GET('/v1/sites/{site}/registration-settings', { params: { path } });
  const { frontEndOrigins } = await dataOf(Promise.resolve(read));
  if (frontEndOrigins.includes(origin)) return;
  const params = { path, header: ifMatch(read.response) };
  const body = { frontEndOrigins: [...frontEndOrigins, origin] };
  await dataOf(client.PATCH('/v1/sites/{site}/registration-settings', { params, body }));
  console.log(`The site lets pages of ${origin} ask.`);
}

/** Everybody who waits becomes a member. */
async function approve() {
  const waiting = itemsOf((at) =>
    client.GET('/v1/sites/{site}/applications', { params: { path, query: { status: ['unapproved'], ...at } } }),
  );
  for await (const { id, name, email } of waiting) {
    await dataOf(
      client.POST('/v1/sites/{site}/applications/{id}/approve', {
        params: { path: { ...path, id }, header: idempotent() },
        body: {},
      }),
    );
    console.log(`Approved: ${name} <${email}>`);
  }
}

/** A sign-up URL for a course, as the example's page takes it. @param {string} lmsId */
async function publish(lmsId) {
  const group = await dataOf(client.GET('/v1/sites/{site}/groups/{lmsId}', { params: { path: { ...path, lmsId } } }));
  const { url } = await dataOf(client.POST('/v1/sites/{site}/signup-urls', { params: { path }, body: { groupId: group.id } }));
  console.log(`${origin}/?signupUrl=${new URL(url).pathname.split('/').at(-1)}`);
}

const [task = '', argument = ''] = process.argv.slice(2);
const run = new Map([
  ['prepare', prepare],
  ['approve', approve],
  ['publish', publish],
]).get(task);

try {
  if (run === undefined) throw new Error('office.mjs prepare | approve | publish <course>');
  await logIn();
  await run(argument);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  if (isProblem(error, 'wrong-credentials')) console.error('ADMINISTRATOR_PASSWORD names another password than the file.');
  process.exitCode = 1;
}
