// Removal of unactivated applications while reviewers read lists: how much slower do they get their answers?
// node bench/cleanup.mjs [--server mysql://root@127.0.0.1:3306] [--rows 1000000] [--seconds 60] [--during 240] [--readers 4]
// Makes a database, matricula_bench_test_cleanup, and drops it. The same lists are read without the removal first, then during it; each reader
// pauses between two reads, as people do, so that what is measured is the time of an answer and not how many fit in. --during: for how many
// seconds of the removal lists are read; then the service is stopped.
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createConnection } from 'mysql2/promise';
import { fillApplications, NEWEST } from './lib/fill-applications.mjs';
import { startBenchService } from './lib/service.mjs';
import { agent, expectAnswer } from './lib/http.mjs';
import { ms, report, times as ratioText } from './lib/report.mjs';
import { quantile } from './lib/statistics.mjs';

const { values } = parseArgs({
  options: {
    server: { type: 'string', default: 'mysql://root@127.0.0.1:3306' },
    rows: { type: 'string', default: '1000000' },
    seconds: { type: 'string', default: '60' },
    during: { type: 'string', default: '240' },
    readers: { type: 'string', default: '4' },
  },
});
const ROWS = Number(values.rows);
const CEILING = 2;
const PAUSE_IN_MS = 20;
const TOKEN_LIVES_IN_MS = 4 * 60_000;
const DATABASE = 'matricula_bench_test_cleanup';
const LIST = '/v1/sites/bench/applications';
const READS = [{}, { status: 'approved' }, { status: 'not_activated' }, { loginId: 'learner.' }, { sort: 'appliedAt' }];

/** Reads lists until `isOver`; how long each took. */
async function readUntil(isOver, service) {
  const times = [];
  let token = await service.logIn();
  let since = performance.now();
  const reader = async (_, start) => {
    for (let i = start; !isOver(); i += 1) {
      if (performance.now() - since > TOKEN_LIVES_IN_MS) {
        since = performance.now();
        token = await service.logIn();
      }
      times.push(
        (await expectAnswer(200, 'GET', `${service.url}${LIST}?${new URLSearchParams(READS[i % READS.length])}`, { token })).took,
      );
      await sleep(PAUSE_IN_MS);
    }
  };
  await Promise.all(Array.from({ length: Number(values.readers) }, reader));
  return times;
}

const tell = (name, times) =>
  console.log(
    `${name.padEnd(20)} ${String(times.length).padStart(7)} reads  p50 ${quantile(times, 0.5).toFixed(2)} ms  ` +
      `p99 ${quantile(times, 0.99).toFixed(2)} ms  slowest ${quantile(times, 1).toFixed(0)} ms`,
  );

const server = await createConnection({ uri: values.server, timezone: 'Z' });
let service;
try {
  await server.query(`DROP DATABASE IF EXISTS ${DATABASE}`);
  await server.query(`CREATE DATABASE ${DATABASE}`);
  const databaseUrl = `${values.server}/${DATABASE}`;
  service = await startBenchService({ databaseUrl, settings: { RATE_LIMITS: 'off', JOBS_SCHEDULE: '0 0 1 1 *' } });
  await server.query(`USE ${DATABASE}`);
  await fillApplications({ databaseUrl, slug: 'bench', count: ROWS, log: console.log });
  // A tenth of as many stay, and are what is read.
  const [[{ id: kept }]] = await server.query('SELECT id FROM applications ORDER BY id DESC LIMIT 1 OFFSET ?', [
    Math.floor(ROWS / 10),
  ]);
  await server.query(
    "UPDATE applications SET status = 'not_activated', activatedAt = NULL, decidedAt = NULL, decidedById = NULL WHERE id < ?",
    [kept],
  );
  await server.query(
    `INSERT IGNORE INTO claims (siteId, kind, value, applicationId)
     SELECT siteId, 'email', CONCAT(id, '@claim.example'), id FROM applications WHERE id < ?`,
    [kept],
  );
  await server.query('ANALYZE TABLE applications, claims');
  const [[{ id: siteId }]] = await server.query("SELECT id FROM sites WHERE slug = 'bench'");
  // The rows lie in a year of their own: however long ago that is, all that is older than what stays is due.
  const [[{ appliedAt }]] = await server.query('SELECT appliedAt FROM applications WHERE id = ?', [kept]);
  const days = Math.max(1, Math.floor((Date.now() - appliedAt.getTime()) / 86_400_000));
  if (NEWEST > Date.now() || days > 365) console.log(`The newest row to go is ${days} days old.`);
  await server.query(
    'UPDATE registration_settings SET deleteUnactivatedEnabled = 1, deleteUnactivatedAfterDays = ? WHERE siteId = ?',
    [days, siteId],
  );
  const due = async () => {
    const [[{ total }]] = await server.query("SELECT COUNT(*) AS total FROM application_history WHERE event = 'expire'");
    return Number(total);
  };

  const until = (ms) => {
    const end = performance.now() + ms;
    return () => performance.now() > end;
  };
  await readUntil(until(5_000), service);
  const without = await readUntil(until(Number(values.seconds) * 1000), service);
  tell('without removal', without);

  const began = performance.now();
  await service.expect(202, 'POST', '/v1/sites/bench/cleanup/runs', { token: await service.logIn() });
  const isRunning = async () =>
    Number((await server.query('SELECT COUNT(*) AS n FROM cleanup_runs WHERE endedAt IS NULL'))[0][0].n) > 0;
  // The removal goes at one and the same pace to its end, which takes half an hour for a million: a part of it tells what reads take meanwhile.
  const isEnough = until(Number(values.during) * 1000);
  let isOver = false;
  const reading = readUntil(() => isOver, service);
  while (!isOver) {
    await sleep(500);
    isOver = isEnough() || !(await isRunning());
  }
  const during = await reading;
  const seconds = (performance.now() - began) / 1000;
  tell('during the removal', during);
  const removed = await due();
  console.log(`removed ${removed} in ${seconds.toFixed(0)} s: ${(removed / seconds).toFixed(0)} a second`);
  const ratio = quantile(during, 0.99) / quantile(without, 0.99);
  report({
    job: `lists while most of ${ROWS} applications are being removed`,
    service: `p50 ${ms(quantile(during, 0.5))}, p99 ${ms(quantile(during, 0.99))}; ${(removed / seconds).toFixed(0)} removed a second`,
    bare: `without: p50 ${ms(quantile(without, 0.5))}, p99 ${ms(quantile(without, 0.99))}`,
    ratio: `p99 ${ratioText(ratio)}`,
    target: `≤ × ${CEILING}`,
    isKept: ratio <= CEILING && removed > 0,
  });
} finally {
  await service?.stop();
  await server.query(`DROP DATABASE IF EXISTS ${DATABASE}`);
  await server.end();
}
agent.destroy();
