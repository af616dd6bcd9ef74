// Applying, confirming and approving: how far from a bare Fastify, mysql2 and argon2id that makes the same changes in one transaction?
// And do lists stay quick while 32 applications a second are hashed?
// node bench/registration.mjs [--server mysql://root@127.0.0.1:3306] [--rounds 5] [--seconds 20]
// Makes two databases, matricula_bench_test_service and _bare, and drops them. Both are asked in turns, so that what else the machine does hits both.
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createConnection } from 'mysql2/promise';
import { startBare } from './lib/bare.mjs';
import { agent, expectAnswer, runAll, send } from './lib/http.mjs';
import { ms, report, times } from './lib/report.mjs';
import { startBenchService } from './lib/service.mjs';
import { quantile } from './lib/statistics.mjs';

const { values } = parseArgs({
  options: {
    server: { type: 'string', default: 'mysql://root@127.0.0.1:3306' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '20' },
  },
});
const ROUNDS = Number(values.rounds);
const SECONDS = Number(values.seconds);
const FLOOR = 0.9;
const A_BATCH = 1000;
const HASHED_A_SECOND = 32;
const SITE = '/v1/sites/bench';

let people = 0;
function aPerson() {
  people += 1;
  const unique = `${process.pid.toString(36)}${people.toString(36)}`;
  return {
    name: 'Hana Lindqvist',
    loginId: `l.${unique}`,
    email: `l.${unique}@school.example`,
    password: `quiet-${unique}-Lantern-47`,
  };
}

/** Takes connections and says nothing, as a mail server that hangs. */
async function startSilentServer() {
  const sockets = new Set();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `smtp://127.0.0.1:${server.address().port}`,
    stop: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

/** Both in turns; the median of the rounds' ratios, and all times of each. */
async function inTurns({ count, atOnce, ours, theirs }) {
  const rounds = [];
  const took = { ours: [], theirs: [] };
  for (let round = 0; round <= ROUNDS; round += 1) {
    const a = await runAll(count, atOnce, ours);
    const b = await runAll(count, atOnce, theirs);
    if (round === 0) continue; // warms up
    rounds.push({ ours: a.perSecond, theirs: b.perSecond, ratio: a.perSecond / b.perSecond });
    took.ours.push(...a.took);
    took.theirs.push(...b.took);
  }
  const median = (of) => quantile(rounds.map(of), 0.5);
  return { ours: median((r) => r.ours), theirs: median((r) => r.theirs), ratio: median((r) => r.ratio), took };
}

const tell = ({ perSecond, took }) =>
  `${perSecond.toFixed(1)}/s, p50 ${ms(quantile(took, 0.5))}, p99 ${ms(quantile(took, 0.99))}`;

function reportTurns(job, { ours, theirs, ratio, took }, floor) {
  report({
    job,
    service: tell({ perSecond: ours, took: took.ours }),
    bare: tell({ perSecond: theirs, took: took.theirs }),
    ratio: times(ratio),
    ...(floor !== undefined && { target: `≥ × ${floor}`, isKept: ratio >= floor }),
  });
}

async function applyInTurns(service, bare) {
  for (const atOnce of [1, 8, 32]) {
    const result = await inTurns({
      count: Math.max(50, atOnce * 6),
      atOnce,
      ours: () => expectAnswer(202, 'POST', `${service.url}${SITE}/applications`, { json: aPerson() }),
      theirs: () => expectAnswer(202, 'POST', `${bare.url}/apply`, { json: aPerson() }),
    });
    reportTurns(`apply, ${atOnce} at once`, result, FLOOR);
  }
}

/** So many who have applied, and hold the link and the ticket. */
async function applicants(service, count) {
  const all = [];
  await runAll(count, 8, async () => {
    const form = aPerson();
    const { body } = await expectAnswer(202, 'POST', `${service.url}${SITE}/applications`, { json: form });
    all.push({ email: form.email, ticket: body.ticket });
  });
  const deadline = Date.now() + 120_000;
  while (all.some(({ email }) => !service.tokens.has(email))) {
    if (Date.now() > deadline) throw new Error('mails do not arrive');
    await sleep(200);
  }
  return all.map(({ email, ticket }) => ({ ticket, token: service.tokens.get(email) }));
}

const taking = (items) => {
  let next = 0;
  return () => items[next++];
};

async function activateAndApprove(service, bare, server) {
  await service.changeSettings({ autoApprove: false });
  const token = await service.logIn();
  const atOnce = 8;
  const count = 48;
  const all = count * (ROUNDS + 1);
  const nextApplicant = taking(await applicants(service, all));
  const bareIds = [];
  await runAll(all, 8, async () => {
    bareIds.push((await expectAnswer(202, 'POST', `${bare.url}/apply`, { json: aPerson() })).body.id);
  });
  const nextBare = taking(bareIds);
  const activated = await inTurns({
    count,
    atOnce,
    ours: () => expectAnswer(200, 'POST', `${service.url}/v1/activations`, { json: nextApplicant() }),
    theirs: () => expectAnswer(200, 'POST', `${bare.url}/activate`, { json: { id: nextBare() } }),
  });
  reportTurns(`activate, ${atOnce} at once`, activated);

  const [ours] = await server.query("SELECT id FROM matricula_bench_test_service.applications WHERE status = 'unapproved'");
  const nextOurs = taking(ours.map(({ id }) => id));
  const nextTheirs = taking(bareIds);
  const approved = await inTurns({
    count: Math.floor(ours.length / (ROUNDS + 1)),
    atOnce,
    ours: () => expectAnswer(200, 'POST', `${service.url}${SITE}/applications/${nextOurs()}/approve`, { token, json: {} }),
    theirs: () => expectAnswer(200, 'POST', `${bare.url}/approve`, { json: { id: nextTheirs() } }),
  });
  reportTurns(`approve one, ${atOnce} at once`, approved);
}

/** The ids of so many who wait for a decision, in the database of `which`. */
async function waiting(server, which, apply) {
  await runAll(A_BATCH, 16, apply);
  const table = `matricula_bench_test_${which}.applications`;
  await server.query(`UPDATE ${table} SET status = 'unapproved', activatedAt = NOW(3) WHERE status = 'not_activated'`);
  const [rows] = await server.query(`SELECT id FROM ${table} WHERE status = 'unapproved' ORDER BY id DESC LIMIT ${A_BATCH}`);
  return rows.map(({ id }) => id);
}

// That a batch takes no more than ten statements is for src/approval/decide-applications.db-spec.ts to count.
async function approveMany(service, bare, server) {
  const ids = await waiting(server, 'service', () =>
    expectAnswer(202, 'POST', `${service.url}${SITE}/applications`, { json: aPerson() }),
  );
  const bareIds = await waiting(server, 'bare', () => expectAnswer(202, 'POST', `${bare.url}/apply`, { json: aPerson() }));
  const { took } = await expectAnswer(200, 'POST', `${service.url}${SITE}/applications/decisions`, {
    token: await service.logIn(),
    json: { decision: 'approve', selection: { ids }, notifyByEmail: true },
  });
  const [[{ approved }]] = await server.query(
    "SELECT COUNT(*) AS approved FROM matricula_bench_test_service.applications WHERE status = 'approved' AND id IN (?)",
    [ids],
  );
  const oneByOne = await runAll(A_BATCH, 8, (i) =>
    expectAnswer(200, 'POST', `${bare.url}/approve`, { json: { id: bareIds[i] } }),
  );
  const bareTook = (A_BATCH / oneByOne.perSecond) * 1000;
  report({
    job: `approve ${A_BATCH} at once`,
    service: `${ms(took)}, ${approved} approved`,
    bare: `one by one, 8 at once: ${ms(bareTook)}`,
    ratio: `${(bareTook / took).toFixed(1)} times as fast`,
    target: 'all, set-based',
    isKept: Number(approved) === A_BATCH && took < bareTook,
  });
}

/** Times of lists, read by four with pauses of 20 ms, while `meanwhile` goes on. */
async function listTimes(url, sending) {
  const took = [];
  const end = performance.now() + SECONDS * 1000;
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      while (performance.now() < end) {
        took.push((await expectAnswer(200, 'GET', url, sending)).took);
        await sleep(20);
      }
    }),
  );
  return took;
}

async function listWhileHashing(service) {
  const token = await service.logIn();
  const url = `${service.url}${SITE}/applications?limit=50`;
  const quiet = await listTimes(url, { token });
  const statuses = new Map();
  const tick = setInterval(() => {
    send('POST', `${service.url}${SITE}/applications`, { json: aPerson() })
      .then(({ status }) => statuses.set(status, (statuses.get(status) ?? 0) + 1))
      .catch((error) => statuses.set(error.code, (statuses.get(error.code) ?? 0) + 1));
  }, 1000 / HASHED_A_SECOND);
  const busy = await listTimes(url, { token });
  clearInterval(tick);
  await sleep(1000);
  const lag = /nodejs_eventloop_lag_p99_seconds ([\d.e-]+)/.exec((await send('GET', `${service.url}/metrics`)).text)?.[1];
  const answered = [...statuses].map(([status, count]) => `${count} × ${status}`).join(', ');
  report({
    job: `list while ${HASHED_A_SECOND} applications a second are hashed`,
    service: `p50 ${ms(quantile(busy, 0.5))}, p99 ${ms(quantile(busy, 0.99))}; event loop p99 ${ms(Number(lag) * 1000)}; applications: ${answered}`,
    bare: `without them: p50 ${ms(quantile(quiet, 0.5))}, p99 ${ms(quantile(quiet, 0.99))}`,
    ratio: `p99 ${times(quantile(busy, 0.99) / quantile(quiet, 0.99))}`,
  });
}

const server = await createConnection({ uri: values.server, timezone: 'Z' });
const url = (which) => `${values.server}/matricula_bench_test_${which}`;
// Of mails that nobody takes there is much to say.
const settings = { RATE_LIMITS: 'off', LOG_LEVEL: 'error' };
let service;
let bare;
let silent;
try {
  for (const which of ['service', 'bare']) {
    await server.query(`DROP DATABASE IF EXISTS matricula_bench_test_${which}`);
    await server.query(`CREATE DATABASE matricula_bench_test_${which}`);
    // Makes the schema and the site.
    service = await startBenchService({ databaseUrl: url(which), settings });
    await service.stop();
  }
  bare = await startBare('bare-registration.mjs', url('bare'), '/ready');
  // Nobody takes the mails: what is measured is putting them into the outbox, as the bare counterpart does.
  silent = await startSilentServer();
  service = await startBenchService({
    databaseUrl: url('service'),
    settings: { ...settings, SMTP_URL: silent.url },
    isNew: false,
  });
  await applyInTurns(service, bare);
  await service.stop();
  await server.query('DELETE FROM matricula_bench_test_service.mails');
  service = await startBenchService({ databaseUrl: url('service'), settings, isNew: false });
  await activateAndApprove(service, bare, server);
  await approveMany(service, bare, server);
  await listWhileHashing(service);
} finally {
  bare?.stop();
  silent?.stop();
  agent.destroy();
  await service?.stop();
  for (const which of ['service', 'bare']) await server.query(`DROP DATABASE IF EXISTS matricula_bench_test_${which}`);
  await server.end();
}
