// Everything that people do, mixed, for a while: does anything leak, fail or get lost?
// node bench/soak.mjs [--minutes 10] [--rate 30] [--database mysql://root@127.0.0.1:3306/matricula_bench_test_soak]
// The database is made anew and dropped. No answer may be 5xx, memory and open files stay flat, and in the end every mail is accounted for.
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createConnection } from 'mysql2/promise';
import { agent, send } from './lib/http.mjs';
import { openFiles, residentMb } from './lib/processes.mjs';
import { ms, report } from './lib/report.mjs';
import { startBenchService } from './lib/service.mjs';
import { quantile } from './lib/statistics.mjs';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    rate: { type: 'string', default: '30' },
    database: { type: 'string', default: 'mysql://root@127.0.0.1:3306/matricula_bench_test_soak' },
  },
});
const MINUTES = Number(values.minutes);
const RATE = Number(values.rate);
const CEILING = { growthInMbAMinute: 1, moreFiles: 5 };
const WATCH_EVERY_MS = 2000;
// Caches and the heap's own size settle first.
const SETTLES_IN_SHARE = 0.3;
const SITE = '/v1/sites/bench';

const database = new URL(values.database);
const name = database.pathname.slice(1);
if (!/test|bench/.test(name)) throw new Error('The database is dropped: its name must have test or bench in it.');

let people = 0;
const applied = [];
const activated = [];
const members = [];
const any = (list) => list[Math.floor(Math.random() * list.length)];

/** What people do, and how often of a hundred times. Answers the request's answer, or null where there is nobody to do it. */
function deeds(service, staff) {
  const call = (method, path, sending) => send(method, service.url + path, sending);
  return [
    [
      16,
      'apply',
      async () => {
        people += 1;
        const unique = `${process.pid.toString(36)}${people.toString(36)}`;
        const form = {
          name: 'Hana Lindqvist',
          loginId: `l.${unique}`,
          email: `l.${unique}@school.example`,
          password: `quiet-${unique}-Lantern-47`,
        };
        const answer = await call('POST', `${SITE}/applications`, { json: form });
        if (answer.status === 202) applied.push({ form, ticket: JSON.parse(answer.text).ticket });
        return answer;
      },
    ],
    [4, 'apply, wrongly', () => call('POST', `${SITE}/applications`, { json: { name: '', email: 'nowhere', password: '1' } })],
    [3, 'apply, not JSON', () => call('POST', `${SITE}/applications`, { headers: { 'content-type': 'text/xml' } })],
    [
      12,
      'activate',
      async () => {
        const at = applied.findIndex(({ form }) => service.tokens.has(form.email));
        if (at === -1) return null;
        const [one] = applied.splice(at, 1);
        const answer = await call('POST', '/v1/activations', {
          json: { token: service.tokens.get(one.form.email), ticket: one.ticket },
        });
        if (answer.status === 200) activated.push(one);
        return answer;
      },
    ],
    [
      3,
      'resend',
      () =>
        applied.length === 0 ? null : call('POST', `${SITE}/activations/resend`, { json: { email: any(applied).form.email } }),
    ],
    [
      8,
      'where it stands',
      () => {
        const one = any([...applied, ...activated].slice(-50));
        return one === undefined
          ? null
          : call('GET', '/v1/applications/by-ticket', { headers: { 'application-ticket': one.ticket } });
      },
    ],
    [12, 'the form as a page', () => call('GET', '/s/bench/sign-up')],
    [
      16,
      'list',
      () =>
        call('GET', `${SITE}/applications?limit=50&status=${any(['unapproved', 'approved', 'not_activated'])}`, {
          token: staff.token,
        }),
    ],
    [3, 'counts', () => call('GET', `${SITE}/applications/counts`, { token: staff.token })],
    [
      10,
      'approve',
      async () => {
        const listed = await call('GET', `${SITE}/applications?limit=1&status=unapproved&sort=appliedAt`, { token: staff.token });
        const [one] = JSON.parse(listed.text).items ?? [];
        if (one === undefined) return listed;
        const answer = await call('POST', `${SITE}/applications/${one.id}/approve`, { token: staff.token, json: {} });
        const at = activated.findIndex(({ form }) => form.email === one.email);
        if (answer.status === 200 && at !== -1) members.push(...activated.splice(at, 1));
        return answer;
      },
    ],
    [
      2,
      'decline',
      async () => {
        const listed = await call('GET', `${SITE}/applications?limit=1&status=unapproved`, { token: staff.token });
        const [one] = JSON.parse(listed.text).items ?? [];
        return one === undefined
          ? listed
          : call('POST', `${SITE}/applications/${one.id}/decline`, { token: staff.token, json: { notifyByEmail: true } });
      },
    ],
    [
      6,
      'log in as a member',
      () => {
        const one = any(members);
        return one === undefined
          ? null
          : call('POST', `${SITE}/sessions`, { json: { loginId: one.form.loginId, password: one.form.password } });
      },
    ],
    [2, 'log in, wrongly', () => call('POST', `${SITE}/sessions`, { json: { loginId: 'nobody.at.all', password: 'wrong' } })],
    [2, 'metrics', () => call('GET', '/metrics')],
    [1, 'CSV', () => call('GET', `${SITE}/applications.csv`, { token: staff.token })],
  ];
}

/** Least squares: by how much `y` grows for each one of `x`. */
function slopeOf(points) {
  const mean = (of) => points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [x, y] = [mean((point) => point.x), mean((point) => point.y)];
  const above = points.reduce((sum, point) => sum + (point.x - x) * (point.y - y), 0);
  return above / points.reduce((sum, point) => sum + (point.x - x) ** 2, 0);
}

const server = await createConnection({ uri: new URL('/', database).href, timezone: 'Z' });
let service;
try {
  await server.query(`DROP DATABASE IF EXISTS ${name}`);
  await server.query(`CREATE DATABASE ${name}`);
  service = await startBenchService({ databaseUrl: values.database, settings: { RATE_LIMITS: 'off' } });
  const staff = { token: await service.logIn() };
  await service.changeSettings({ autoApprove: false });

  const kinds = deeds(service, staff).flatMap(([share, what, work]) => Array.from({ length: share }, () => ({ what, work })));
  const statuses = new Map();
  const took = [];
  const watched = [];
  const running = new Set();
  const began = performance.now();
  const minutesIn = () => (performance.now() - began) / 60_000;
  const watch = setInterval(
    () => watched.push({ minute: minutesIn(), mb: residentMb(service.pid), files: openFiles(service.pid) }),
    WATCH_EVERY_MS,
  );
  const logIn = setInterval(() => void service.logIn().then((token) => (staff.token = token)), 240_000);
  for (let i = 0; minutesIn() < MINUTES; i += 1) {
    const { what, work } = any(kinds);
    const one = Promise.resolve(work())
      .then((answer) => {
        if (answer === null) return;
        took.push(answer.took);
        const key = `${answer.status} ${what}`;
        statuses.set(key, (statuses.get(key) ?? 0) + 1);
      })
      .catch((error) => statuses.set(`${error.code ?? error.message} ${what}`, 1))
      .finally(() => running.delete(one));
    running.add(one);
    await sleep(Math.max(0, (i + 1) * (1000 / RATE) - (performance.now() - began)));
  }
  await Promise.all(running);
  clearInterval(watch);
  clearInterval(logIn);

  const waiting = async () =>
    Number((await server.query(`SELECT COUNT(*) AS n FROM ${name}.mails WHERE state <> 'sent'`))[0][0].n);
  for (let i = 0; i < 60 && (await waiting()) > 0; i += 1) await sleep(1000);
  const [mails] = await server.query(`SELECT id, state FROM ${name}.mails`);

  const told = [...statuses].sort().map(([what, count]) => `${what}: ${count}`);
  console.log(told.map((line) => `  ${line}`).join('\n'));
  const bad = told.filter((line) => !/^[234]\d\d /.test(line));
  const asked = [...statuses.values()].reduce((sum, each) => sum + each, 0);
  report({
    job: `soak: ${MINUTES} minutes, mixed`,
    service: `${asked} requests, ${(asked / (MINUTES * 60)).toFixed(1)}/s, p50 ${ms(quantile(took, 0.5))}, p99 ${ms(quantile(took, 0.99))}`,
    target: 'no 5xx',
    isKept: bad.length === 0,
  });
  if (bad.length > 0) console.log(`✗ ${bad.join(', ')}`);
  const settled = watched.filter(({ minute }) => minute > MINUTES * SETTLES_IN_SHARE);
  const growth = slopeOf(settled.map(({ minute, mb }) => ({ x: minute, y: mb })));
  const [first, last] = [settled[0], settled.at(-1)];
  report({
    job: 'soak: memory',
    service: `${growth.toFixed(2)} MB a minute (${first.mb.toFixed(0)} → ${last.mb.toFixed(0)} MB)`,
    target: `< ${CEILING.growthInMbAMinute} MB a minute`,
    isKept: growth < CEILING.growthInMbAMinute,
  });
  const half = Math.floor(settled.length / 2);
  const mostIn = (part) => Math.max(...part.map(({ files }) => files));
  const more = mostIn(settled.slice(half)) - mostIn(settled.slice(0, half));
  report({
    job: 'soak: open files',
    service: `${mostIn(settled)} at most, ${more} more in the second half`,
    target: 'flat',
    isKept: more <= CEILING.moreFiles,
  });
  const received = service.messageIds.map((id) => id?.split('@')[0]);
  const arrived = new Set(received);
  const missing = mails.filter(({ id, state }) => state !== 'sent' || !arrived.has(id));
  const twice = received.length - arrived.size;
  // Who asks for another mail while the first one is on its way withdraws that: it arrives, and nobody keeps a record of it.
  const withdrawn = arrived.size - (mails.length - missing.length);
  report({
    job: 'soak: mails',
    service: `${mails.length} sent, ${received.length} received: ${missing.length} missing, ${twice} twice, ${withdrawn} withdrawn on their way`,
    target: 'none missing, none twice',
    isKept: missing.length === 0 && twice === 0,
  });
} finally {
  agent.destroy();
  await service?.stop();
  await server.query(`DROP DATABASE IF EXISTS ${name}`);
  await server.end();
}
