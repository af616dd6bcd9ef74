// The example's server: hands out the page, and answers `/api/me` to members. See README.md; `npm run example` starts it.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { Lms, tokenChecker } from './back-end.mjs';
import { settings } from './settings.mjs';

const { matriculaUrl, site, port, origin } = settings;
const apiKey =
  settings.apiKey ?? (existsSync(settings.apiKeyFile) ? readFileSync(settings.apiKeyFile, 'utf8').trim() : undefined);
const FETCH_EVERY_MS = 10_000;

/** @param {string} file */
const here = (file) => new URL(`page/${file}`, import.meta.url);
const page = readFileSync(here('index.html'), 'utf8').replace('%SERVICE%', matriculaUrl).replace('%SITE%', site);

const JAVASCRIPT = 'text/javascript; charset=utf-8';
/** @type {Record<string, { type: string, content: string | Buffer }>} */
const FILES = {
  '/': { type: 'text/html; charset=utf-8', content: page },
  '/style.css': { type: 'text/css; charset=utf-8', content: readFileSync(here('style.css')) },
  '/openapi-fetch.mjs': { type: JAVASCRIPT, content: readFileSync(new URL(import.meta.resolve('openapi-fetch'))) },
};
for (const name of ['app', 'dom', 'fields', 'service'])
  FILES[`/${name}.mjs`] = { type: JAVASCRIPT, content: readFileSync(here(`${name}.mjs`)) };
// The client as it is built; with a bundler, one would import it and be done.
for (const name of ['index', 'client', 'headers', 'pages', 'problems', 'schema', 'schemas']) {
  const file = new URL(`${name}.js`, import.meta.resolve('@matricula/client'));
  FILES[`/client/${name}.js`] = { type: JAVASCRIPT, content: readFileSync(file) };
}

const [, importMap = ''] = /<script type="importmap">(.*?)<\/script>/s.exec(page) ?? [];
const HEADERS = {
  'content-security-policy': [
    "default-src 'none'",
    `script-src 'self' 'sha256-${createHash('sha256').update(importMap).digest('base64')}'`,
    "style-src 'self'",
    `connect-src 'self' ${matriculaUrl}`,
    'img-src data:',
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  ].join('; '),
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-cache',
};

const checkToken = tokenChecker(settings);
const lms = apiKey === undefined ? null : new Lms({ matriculaUrl, site, apiKey });

/**
 * What the LMS shows a member of themselves: of the token, and of what it has fetched.
 *
 * @param {import('node:http').IncomingHttpHeaders} headers
 */
async function me({ authorization }) {
  const claims = await checkToken(authorization);
  if (claims === null) return { status: 401, body: { detail: 'Log in first.' } };
  const { sub, name, loginId, email, groups } = claims;
  const memberSince = lms?.members.get(sub)?.openedAt ?? null;
  return { status: 200, body: { id: sub, name, loginId, email, courses: groups.map(Lms.nameOfCourse), memberSince } };
}

const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url ?? '/', origin);
  try {
    if (pathname === '/api/me') {
      const { status, body } = await me(request.headers);
      const headers = { ...HEADERS, 'content-type': 'application/json', 'cache-control': 'no-store' };
      response.writeHead(status, headers).end(JSON.stringify(body));
      return;
    }
    const file = Object.hasOwn(FILES, pathname) ? FILES[pathname] : undefined;
    response
      .writeHead(file ? 200 : 404, { ...HEADERS, 'content-type': file?.type ?? 'text/plain' })
      .end(file?.content ?? 'Not found');
  } catch (error) {
    console.error(`${pathname}: ${error}`);
    response.writeHead(503, { ...HEADERS, 'retry-after': '5' }).end();
  }
});

/** @param {Lms} lms */
async function keepUp(lms) {
  try {
    const heardOf = await lms.fetchMembers();
    if (heardOf > 0) console.log(`Members the LMS has heard of for the first time: ${heardOf}`);
  } catch (error) {
    console.error(`Members could not be fetched: ${error}`);
  }
}

server.listen(port, 'localhost', async () => {
  console.log(`Open ${origin}; Ctrl-C ends it.`);
  if (lms === null) {
    console.log('No API key: the LMS sends no courses and fetches no members.');
    return;
  }
  console.log(`Courses sent: ${JSON.stringify(await lms.sendCourses())}`);
  await keepUp(lms);
  setInterval(() => keepUp(lms), FETCH_EVERY_MS);
});
