// Does the time of an answer tell whether an e-mail address or a login ID is known?
// node bench/enumeration.mjs [--samples 400] [--only apply,resend,member,staff,reset] [--database mysql://…]
// Asks for known and unknown ones in turns, in random order, and tests whether the two samples could be of one distribution.
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { startBenchService } from './lib/service.mjs';
import { mannWhitney, quantile } from './lib/statistics.mjs';

const { values } = parseArgs({
  options: { samples: { type: 'string', default: '400' }, only: { type: 'string' }, database: { type: 'string' } },
});
const SAMPLES = Number(values.samples);
const WARM_UP = 100;
const PASSWORD = 'plum jam on warm bread';
const WRONG = 'a heron stands in the rain';

const service = await startBenchService({ databaseUrl: values.database, settings: { RATE_LIMITS: 'off' } });
const { email: staffEmail } = service.administrator;
let made = 0;
const applicant = (email) => {
  made += 1;
  return { name: 'Sam Example', loginId: `learner.${made}`, email, password: PASSWORD };
};
const path = '/v1/sites/bench/applications';

/** What strangers may ask, of somebody known (`member.i@known.example`, `known.i`) and of nobody. */
const QUESTIONS = {
  apply: {
    status: 202,
    path,
    known: (i) => applicant(`member.${i}@known.example`),
    unknown: (i) => applicant(`stranger.${i}.${made}@unknown.example`),
  },
  resend: {
    status: 202,
    path: '/v1/sites/bench/activations/resend',
    known: (i) => ({ email: `member.${i}@known.example` }),
    unknown: (i) => ({ email: `stranger.${i}@unknown.example` }),
  },
  member: {
    status: 401,
    path: '/v1/sites/bench/sessions',
    known: (i) => ({ loginId: `known.${i}`, password: WRONG }),
    unknown: (i) => ({ loginId: `nobody.${i}`, password: WRONG }),
  },
  staff: {
    status: 401,
    path: '/v1/staff/sessions',
    known: () => ({ email: staffEmail, password: WRONG }),
    unknown: (i) => ({ email: `stranger.${i}@bench.example`, password: WRONG }),
  },
  reset: {
    status: 202,
    path: '/v1/staff/password-resets',
    known: () => ({ email: staffEmail }),
    unknown: (i) => ({ email: `stranger.${i}@bench.example` }),
  },
};

async function makeMember(i) {
  const email = `member.${i}@known.example`;
  const { body } = await service.expect(202, 'POST', path, { body: { ...applicant(email), loginId: `known.${i}` } });
  while (!service.tokens.has(email)) await new Promise((resolve) => setTimeout(resolve, 2));
  await service.expect(200, 'POST', '/v1/activations', { body: { token: service.tokens.get(email), ticket: body.ticket } });
}

async function measure({ status, path: asked, known, unknown }) {
  const timed = async (body) => {
    const started = performance.now();
    await service.expect(status, 'POST', asked, { body });
    return performance.now() - started;
  };
  for (let i = 0; i < WARM_UP; i += 1) await timed(i % 2 === 0 ? known(SAMPLES + i) : unknown(SAMPLES + i));
  const times = { known: [], unknown: [], same: [] };
  for (let i = 0; i < SAMPLES; i += 1) {
    const turns = [
      async () => times.known.push(await timed(known(i))),
      async () => times.unknown.push(await timed(unknown(i))),
      async () => times.same.push(await timed(unknown(SAMPLES + WARM_UP + i))),
    ];
    while (turns.length > 0) await turns.splice(randomInt(turns.length), 1)[0]();
  }
  return times;
}

function report(name, { known, unknown, same }) {
  const show = (which, times) =>
    console.log(
      `${name.padEnd(7)} ${which.padEnd(22)} ${times.length} requests, median ${quantile(times, 0.5).toFixed(2)} ms, p95 ${quantile(times, 0.95).toFixed(2)} ms`,
    );
  const verdict = (which, { p, largerShare }) =>
    console.log(
      `${name.padEnd(7)} ${which}: p = ${p.toFixed(4)}; one is slower than the other in ${(largerShare * 100).toFixed(1)} % of pairs (50 %: no telling)`,
    );
  show('known', known);
  show('unknown', unknown);
  show('unknown, second sample', same);
  verdict('known against unknown ', mannWhitney(known, unknown));
  verdict('unknown against itself', mannWhitney(same, unknown));
}

try {
  for (let i = 0; i < SAMPLES + WARM_UP; i += 1) await makeMember(i);
  for (const name of values.only?.split(',') ?? Object.keys(QUESTIONS)) report(name, await measure(QUESTIONS[name]));
} finally {
  await service.stop();
}
