// How long does publishing 10,000 sign-up URLs take, and how fast and with how much memory are 1,000,000 groups downloaded?
// node bench/signup-urls.mjs [--groups 1000000] [--database mysql://…], on the built service; the database is made anew.
// The download is set beside a bare mysql2 stream of the same join, written as CSV, in turns. Exits with 1 when a ceiling is missed.
import { get } from 'node:http';
import { availableParallelism, loadavg } from 'node:os';
import { PassThrough } from 'node:stream';
import { parseArgs } from 'node:util';
import { createConnection } from 'mysql2';
import { residentMb } from './lib/processes.mjs';
import { report, times } from './lib/report.mjs';
import { startBenchService } from './lib/service.mjs';

const { values } = parseArgs({
  options: {
    groups: { type: 'string', default: '1000000' },
    database: { type: 'string', default: 'mysql://root@127.0.0.1:3306/matricula_bench' },
    turns: { type: 'string', default: '2' },
  },
});
const GROUPS = Number(values.groups);
const PUBLISHED = 10_000;
const CEILINGS = { publishInSeconds: 5, shareOfBare: 0.6, memoryInMB: 50 };

const connect = (uri) => {
  const connection = createConnection({ uri, timezone: 'Z' });
  const run = (sql, parameters = []) =>
    new Promise((resolve, reject) => connection.query(sql, parameters, (error, rows) => (error ? reject(error) : resolve(rows))));
  return { connection, run, end: () => connection.end() };
};

const seconds = (since) => (performance.now() - since) / 1000;
const uuid = (kind, n) => `CONCAT('0198c0de-0000-7000-${kind}-', LPAD(${n}, 12, '0'))`;
const DIGITS =
  '(SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9)';

/** The numbers below `below` from `from`, as rows of a column `n`; up to 100,000. */
const numbers = (from, below) =>
  `(SELECT ${from} + a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d AS n
    FROM ${DIGITS} a, ${DIGITS} b, ${DIGITS} c, ${DIGITS} e, ${DIGITS} f HAVING n < ${below}) numbers`;

/** Groups `from` to `below`, nested three deep; a third published, a third stopped, where `withUrls`. */
async function insertGroups(run, siteId, { from, below, withUrls, archived = 0 }) {
  const name = `CONCAT('Course ', LEFT(MD5(n), 12), ' ', n)`;
  const hasUrl = withUrls ? 'n % 3 > 0' : 'FALSE';
  for (let start = from; start < below; start += 100_000) {
    const n = numbers(start, Math.min(start + 100_000, below));
    await run(
      `INSERT INTO \`groups\` (siteId, id, lmsId, name, nameKey, code, codeKey, parentId, archived, signupUrlStatus, signupUrlId, createdAt, updatedAt)
       SELECT ?, ${uuid('8000', 'n')}, CONCAT('lms-', n), ${name}, LOWER(${name}), CONCAT('C-', n % 1000), CONCAT('c-', n % 1000),
         CASE WHEN n % 100 > 0 THEN ${uuid('8000', 'n - n % 100')} WHEN n % 10000 > 0 THEN ${uuid('8000', 'n - n % 10000')} END, ${archived},
         CASE WHEN NOT (${hasUrl}) THEN 'not_published' WHEN n % 3 = 1 THEN 'published' ELSE 'stopped' END,
         CASE WHEN ${hasUrl} THEN ${uuid('9000', 'n')} END, NOW(3), NOW(3) FROM ${n}`,
      [siteId],
    );
    if (!withUrls) continue;
    const codes = `'[{"id":"0198c0de-0000-7000-a000-000000000001","code":"spring-2026","label":"Poster","removed":false},{"id":"0198c0de-0000-7000-a000-000000000002","code":"autumn-2026","label":null,"removed":false}]'`;
    await run(
      `INSERT INTO signup_urls (siteId, id, groupId, liveGroupId, \`key\`, codeRequired, codes, publishedAt, publishedById, stoppedAt, version, updatedAt)
       SELECT ?, ${uuid('9000', 'n')}, ${uuid('8000', 'n')}, CASE WHEN n % 3 = 1 THEN ${uuid('8000', 'n')} END, LEFT(SHA1(n), 24), n % 5 = 0,
         CASE WHEN n % 5 = 0 THEN ${codes} ELSE '[]' END, NOW(3), 'nobody', CASE WHEN n % 3 = 2 THEN NOW(3) END, 1, NOW(3) FROM ${n} WHERE ${hasUrl}`,
      [siteId],
    );
    await run(
      `INSERT INTO signup_tallies (siteId, signupUrlId, codeId, applied, approved)
       SELECT ?, ${uuid('9000', 'n')}, '', n % 50, n % 20 FROM ${n} WHERE ${hasUrl} AND n % 2 = 0`,
      [siteId],
    );
  }
  await run('ANALYZE TABLE `groups`, signup_urls, signup_tallies');
}

/** Publishes for `PUBLISHED` groups in one request, ten codes each. */
async function publish(service, ids) {
  const codes = Array.from({ length: 10 }, (_, i) => ({ code: `code-${i}`, label: `Label ${i}` }));
  const token = await service.logIn();
  const started = performance.now();
  const response = await fetch(`${service.url}/v1/sites/bench/signup-urls/bulk`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ groups: { ids }, authentication: { required: true, codes } }),
  });
  const lines = (await response.text()).trim().split('\n');
  const took = seconds(started);
  const { summary } = JSON.parse(lines.at(-1));
  if (summary?.published !== PUBLISHED) throw new Error(`Not published: ${lines.at(-1)}`);
  return took;
}

/** Rows a second, and by how many MB the server grew meanwhile at the most. */
async function download(service, query = '') {
  const idle = residentMb(service.pid);
  let peak = idle;
  const watch = setInterval(() => (peak = Math.max(peak, residentMb(service.pid))), 50);
  const token = await service.logIn();
  const started = performance.now();
  let rows = -1;
  await new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}` };
    get(`${service.url}/v1/sites/bench/signup-urls.csv${query}`, { headers }, (response) => {
      response.on('data', (chunk) => {
        // Line feeds also stand between codes.
        for (let at = chunk.indexOf('\r'); at !== -1; at = chunk.indexOf('\r', at + 1)) rows += 1;
      });
      response.on('end', resolve);
      response.on('error', reject);
    }).on('error', reject);
  });
  clearInterval(watch);
  return { rows, rate: rows / seconds(started), grown: peak - idle };
}

const cell = (value) => {
  if (value === null) return '';
  const text = value instanceof Date ? value.toISOString() : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** The same join as one unbuffered SELECT, every value written as it comes. */
async function bare({ connection }, siteId) {
  const sink = new PassThrough();
  sink.resume();
  const started = performance.now();
  let rows = 0;
  const stream = connection
    .query(
      `SELECT g.id, g.lmsId, g.code, g.name, CONCAT_WS(' / ', pp.name, p.name) AS parentPath, g.signupUrlStatus, u.\`key\`, u.codes,
         u.publishedAt, u.stoppedAt, COALESCE(t.applied, 0) AS applied, COALESCE(t.approved, 0) AS approved
       FROM \`groups\` g FORCE INDEX (ix_groups_name)
       LEFT JOIN signup_urls u ON u.siteId = g.siteId AND u.id = g.signupUrlId
       LEFT JOIN signup_tallies t ON t.siteId = g.siteId AND t.signupUrlId = g.signupUrlId
       LEFT JOIN \`groups\` p ON p.siteId = g.siteId AND p.id = g.parentId
       LEFT JOIN \`groups\` pp ON pp.siteId = g.siteId AND pp.id = p.parentId
       WHERE g.siteId = ? AND g.archived = 0 ORDER BY g.nameKey, g.id`,
      [siteId],
    )
    .stream({ highWaterMark: 2000 });
  for await (const row of stream) {
    rows += 1;
    if (!sink.write(`${Object.values(row).map(cell).join(',')}\r\n`)) await new Promise((resolve) => sink.once('drain', resolve));
  }
  return { rows, rate: rows / seconds(started) };
}

const database = new URL(values.database);
const name = database.pathname.slice(1);
if (!/test|bench/.test(name)) throw new Error('The database is dropped: its name must have test or bench in it.');
const server = connect(new URL('/', database).href);
await server.run(`DROP DATABASE IF EXISTS \`${name}\``);
await server.run(`CREATE DATABASE \`${name}\``);

console.log(`load ${loadavg()[0].toFixed(1)} on ${availableParallelism()} processors`);
const service = await startBenchService({ databaseUrl: values.database, settings: { RATE_LIMITS: 'off' } });
const own = connect(values.database);
try {
  const [{ id: siteId }] = await own.run("SELECT id FROM sites WHERE slug = 'bench'");
  // Numbers of their own, and out of the way of the download once they are archived.
  await insertGroups(own.run, siteId, { from: 2_000_000, below: 2_000_000 + PUBLISHED, withUrls: false });
  const ids = (await own.run('SELECT id FROM `groups` WHERE siteId = ?', [siteId])).map(({ id }) => id);
  const took = await publish(service, ids);
  console.log(`published ${PUBLISHED} sign-up URLs of ten codes in ${took.toFixed(2)} s (${Math.round(PUBLISHED / took)}/s)`);
  await own.run('UPDATE `groups` SET archived = 1 WHERE siteId = ?', [siteId]);

  const started = performance.now();
  await insertGroups(own.run, siteId, { from: 0, below: GROUPS, withUrls: true });
  console.log(`inserted ${GROUPS} groups in ${seconds(started).toFixed(0)} s`);

  await download(service, '?name=course%20a');
  await bare(own, siteId);
  const rates = { service: [], bare: [] };
  let grown = 0;
  for (let turn = 0; turn < Number(values.turns); turn += 1) {
    const ours = await download(service);
    const theirs = await bare(own, siteId);
    if (ours.rows !== GROUPS || theirs.rows !== GROUPS)
      throw new Error(`Downloaded ${ours.rows} and ${theirs.rows} of ${GROUPS}.`);
    console.log(
      `${GROUPS} groups as CSV: service ${Math.round(ours.rate)} rows/s, grew by ${ours.grown.toFixed(1)} MB; bare stream ${Math.round(theirs.rate)} rows/s`,
    );
    rates.service.push(ours.rate);
    rates.bare.push(theirs.rate);
    grown = Math.max(grown, ours.grown);
  }
  const sum = (numbers) => numbers.reduce((total, each) => total + each, 0);
  const share = sum(rates.service) / sum(rates.bare);
  report({
    job: `publish ${PUBLISHED} sign-up URLs`,
    service: `${took.toFixed(2)} s`,
    target: `≤ ${CEILINGS.publishInSeconds} s`,
    isKept: took <= CEILINGS.publishInSeconds,
  });
  report({
    job: `CSV of ${GROUPS} groups with their sign-up URLs`,
    service: `${Math.round(sum(rates.service) / rates.service.length)} rows/s`,
    bare: `${Math.round(sum(rates.bare) / rates.bare.length)} rows/s`,
    ratio: times(share),
    target: `≥ × ${CEILINGS.shareOfBare}`,
    isKept: share >= CEILINGS.shareOfBare,
  });
  report({
    job: `CSV of ${GROUPS} groups: memory`,
    service: `${grown.toFixed(0)} MB more`,
    target: `< ${CEILINGS.memoryInMB} MB`,
    isKept: grown < CEILINGS.memoryInMB,
  });
} finally {
  own.end();
  await service.stop();
  await server.run(`DROP DATABASE IF EXISTS \`${name}\``);
  server.end();
}
