// List and details of the approval desk with a million applications: is it as fast as with ten thousand, and how far from the bare metal?
// node bench/applications.mjs [--server mysql://root@127.0.0.1:3306] [--large 1000000] [--small 10000] [--rounds 40]
// Makes two databases, matricula_bench_test_small and _large, and drops them. Asks both in turns, so that what else the machine does hits both.
import { get } from 'node:http';
import { parseArgs } from 'node:util';
import { createConnection } from 'mysql2/promise';
import { startBare } from './lib/bare.mjs';
import { FACTS, fillApplications } from './lib/fill-applications.mjs';
import { agent, expectAnswer } from './lib/http.mjs';
import { residentMb } from './lib/processes.mjs';
import { ms, report, times } from './lib/report.mjs';
import { startBenchService } from './lib/service.mjs';
import { quantile } from './lib/statistics.mjs';

const { values } = parseArgs({
  options: {
    server: { type: 'string', default: 'mysql://root@127.0.0.1:3306' },
    large: { type: 'string', default: '1000000' },
    small: { type: 'string', default: '10000' },
    rounds: { type: 'string', default: '40' },
  },
});
const ROUNDS = Number(values.rounds);
const CEILING = { ratio: 1.3, list: 0.6, csv: 0.6, growthInMb: 50 };
const LIST = '/v1/sites/bench/applications';

// What is asked for; `together`: several that are large by themselves, told and not judged (ADR 0017).
const ASKED = {
  'first page': {},
  'oldest first': { sort: 'appliedAt' },
  'common status': { status: 'approved' },
  'rare status': { status: 'unapproved' },
  'two statuses': { status: 'unapproved,not_activated' },
  'common login ID': { loginId: FACTS.commonLoginId },
  'rare login ID': { loginId: FACTS.rareLoginId },
  'missing login ID': { loginId: FACTS.missingLoginId },
  'common address': { email: FACTS.commonEmail },
  'large domain': { email: FACTS.largeDomain },
  'small domain': { email: FACTS.smallDomain },
  'common name': { name: FACTS.commonName },
  'from a day to a day': { appliedFrom: '2026-01-01', appliedTo: '2026-01-31' },
  'large group': { group: FACTS.largeGroup },
  'small group': { group: FACTS.smallGroup },
  'sign-up URL': { signupUrl: FACTS.signupUrl },
  'authentication code': { authenticationCode: FACTS.code },
  'mail sent': { mailState: 'sent' },
  'mail failed': { mailState: 'failed' },
  reviewer: { decidedBy: FACTS.reviewer },
  'the service decided': { decidedBy: 'service' },
  'rare status, large group': { status: 'unapproved', group: FACTS.largeGroup },
  'rare status, mail sent': { status: 'unapproved', mailState: 'sent' },
  'common status, mail failed': { status: 'approved', mailState: 'failed' },
};
const TOGETHER = {
  'rare status, common name': { status: 'unapproved', name: FACTS.commonName },
  'rare status, mail failed': { status: 'unapproved', mailState: 'failed' },
  'large group, common name': { group: FACTS.largeGroup, name: FACTS.commonName },
  'small group, common login ID': { group: FACTS.smallGroup, loginId: FACTS.commonLoginId },
  'large domain, reviewer': { email: FACTS.largeDomain, decidedBy: FACTS.reviewer },
  'common name, common address': { name: FACTS.commonName, email: FACTS.commonEmail },
};

const judged = [];

const ask = (url, token) => expectAnswer(200, 'GET', url, { token });

async function deepPath(target, query) {
  // A third of the way into the list: the cursor of the page before that.
  const { body } = await ask(
    `${target.url}${LIST}?${new URLSearchParams({ ...query, appliedTo: '2026-01-15', limit: '1' })}`,
    target.token,
  );
  return body.nextCursor === null ? null : `${LIST}?${new URLSearchParams({ ...query, cursor: body.nextCursor })}`;
}

async function compare(name, targets, pathOf, { isJudged = true } = {}) {
  for (const target of targets) target.token = await target.service.logIn();
  const paths = await Promise.all(targets.map(pathOf));
  const took = targets.map(() => []);
  for (let round = 0; round < ROUNDS + 5; round += 1) {
    for (const [i, { url, token }] of targets.entries()) {
      const answer = await ask(url + paths[i], token);
      if (round >= 5) took[i].push(answer.took);
    }
  }
  const [small, large] = took.map((each) => quantile(each, 0.5));
  const ratio = large / small;
  if (isJudged) judged.push({ name, small, large, ratio });
  const mark = isJudged && ratio > CEILING.ratio ? '✗ ' : '  ';
  console.log(`${mark}${name.padEnd(38)} p50 ${small.toFixed(2)} ms → ${large.toFixed(2)} ms  ${times(ratio)}`);
}

/** The one that grew most stands for all. */
function reportGrowth() {
  const [worst] = judged.sort((a, b) => b.ratio - a.ratio);
  report({
    job: `list, ${judged.length} filters and pages, ${values.small} → ${values.large} rows`,
    service: `worst (${worst.name}): p50 ${ms(worst.small)} → ${ms(worst.large)}`,
    ratio: times(worst.ratio),
    target: `≤ × ${CEILING.ratio}`,
    isKept: worst.ratio <= CEILING.ratio,
  });
}

async function requestsPerSecond(url, token, seconds = 4) {
  const end = performance.now() + seconds * 1000;
  let done = 0;
  const worker = async () => {
    while (performance.now() < end) {
      await ask(url, token);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  return done / seconds;
}

/** Reads all of an answer; rows a second, and how much the memory of `pid` grew meanwhile. */
async function download(url, token, pid) {
  const before = residentMb(pid);
  let peak = before;
  const watch = setInterval(() => (peak = Math.max(peak, residentMb(pid))), 100);
  const started = performance.now();
  let lines = 0;
  await new Promise((resolve, reject) => {
    get(url, { headers: token ? { authorization: `Bearer ${token}` } : {} }, (response) => {
      if (response.statusCode !== 200) return reject(new Error(`${url}: ${response.statusCode}`));
      response.on('data', (chunk) => {
        for (const byte of chunk) if (byte === 10) lines += 1;
      });
      response.on('end', resolve);
      response.on('error', reject);
    }).on('error', reject);
  });
  clearInterval(watch);
  return { lines, perSecond: lines / ((performance.now() - started) / 1000), growthInMb: peak - before };
}

const server = await createConnection(values.server);
const targets = [];
let bare;
try {
  for (const [size, count] of [
    ['small', Number(values.small)],
    ['large', Number(values.large)],
  ]) {
    const database = `matricula_bench_test_${size}`;
    await server.query(`DROP DATABASE IF EXISTS ${database}`);
    await server.query(`CREATE DATABASE ${database}`);
    const databaseUrl = `${values.server}/${database}`;
    const service = await startBenchService({ databaseUrl, settings: { RATE_LIMITS: 'off' } });
    targets.push({ service, url: service.url, database, databaseUrl, count });
    await fillApplications({ databaseUrl, slug: 'bench', count, log: console.log });
  }
  const large = targets[1];

  console.log(`\nList, ${values.small} → ${values.large} applications, ${ROUNDS} requests each, in turns`);
  for (const [name, query] of Object.entries(ASKED)) {
    await compare(name, targets, () => `${LIST}?${new URLSearchParams(query)}`);
  }
  for (const name of ['first page', 'common status', 'common login ID', 'common name', 'large group', 'mail sent', 'reviewer']) {
    const deep = await Promise.all(targets.map((target) => deepPath(target, ASKED[name])));
    await compare(`${name}, deep`, targets, (target) => deep[targets.indexOf(target)]);
  }
  console.log('Several filters that are large by themselves');
  for (const [name, query] of Object.entries(TOGETHER)) {
    await compare(name, targets, () => `${LIST}?${new URLSearchParams(query)}`, { isJudged: false });
  }
  console.log('Details and counts');
  await compare('details', targets, async ({ url, token }) => {
    const { body } = await ask(`${url}${LIST}?limit=1&appliedTo=2026-01-15`, token);
    return `${LIST}/${body.items[0].id}`;
  });
  await compare('counts', targets, () => `${LIST}/counts`, { isJudged: false });
  reportGrowth();

  bare = await startBare('bare-applications.mjs', large.databaseUrl, '/list');
  large.token = await large.service.logIn();
  const shares = [];
  for (let round = 0; round < 3; round += 1) {
    const ours = await requestsPerSecond(`${large.url}${LIST}`, large.token);
    const theirs = await requestsPerSecond(`${bare.url}/list`);
    shares.push({ ours, theirs, share: ours / theirs });
  }
  const { ours, theirs, share } = shares.sort((a, b) => a.share - b.share)[1];
  console.log('\nAgainst the bare metal');
  report({
    job: `list of ${values.large}, 8 at once`,
    service: `${ours.toFixed(0)}/s`,
    bare: `${theirs.toFixed(0)}/s`,
    ratio: times(share),
    target: `≥ × ${CEILING.list}`,
    isKept: share >= CEILING.list,
  });

  const csv = await download(`${large.url}${LIST}.csv`, large.token, large.service.pid);
  const bareCsv = await download(`${bare.url}/csv`, undefined, bare.pid);
  const csvShare = csv.perSecond / bareCsv.perSecond;
  report({
    job: `CSV of ${values.large} applications`,
    service: `${csv.perSecond.toFixed(0)} rows/s`,
    bare: `${bareCsv.perSecond.toFixed(0)} rows/s`,
    ratio: times(csvShare),
    target: `≥ × ${CEILING.csv}, every row`,
    isKept: csvShare >= CEILING.csv && csv.lines === large.count + 1,
  });
  report({
    job: `CSV of ${values.large} applications: memory`,
    service: `${csv.growthInMb.toFixed(0)} MB more`,
    bare: `${bareCsv.growthInMb.toFixed(0)} MB more`,
    target: `< ${CEILING.growthInMb} MB`,
    isKept: csv.growthInMb < CEILING.growthInMb,
  });
} finally {
  bare?.stop();
  agent.destroy();
  for (const { service, database } of targets) {
    await service.stop();
    await server.query(`DROP DATABASE IF EXISTS ${database}`);
  }
  await server.end();
}
