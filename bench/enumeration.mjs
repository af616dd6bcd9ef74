// Does the time that "apply" takes tell whether an e-mail address is known?
// node bench/enumeration.mjs [--samples 400] [--database mysql://…]
// Asks for known and unknown addresses in turns, in random order, and tests whether the two samples could be of one distribution.
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { startBenchService } from './lib/service.mjs';
import { mannWhitney, quantile } from './lib/statistics.mjs';

const { values } = parseArgs({ options: { samples: { type: 'string', default: '400' }, database: { type: 'string' } } });
const SAMPLES = Number(values.samples);
const WARM_UP = 100;
const PASSWORD = 'plum jam on warm bread';

const service = await startBenchService({ databaseUrl: values.database, settings: { RATE_LIMITS: 'off' } });
let made = 0;
const applicant = (email) => {
  made += 1;
  return { name: 'Sam Example', loginId: `learner.${made}`, email, password: PASSWORD };
};
const path = '/v1/sites/bench/applications';

async function makeMember(email) {
  const { body } = await service.expect(202, 'POST', path, { body: applicant(email) });
  while (!service.tokens.has(email)) await new Promise((resolve) => setTimeout(resolve, 2));
  await service.expect(200, 'POST', '/v1/activations', { body: { token: service.tokens.get(email), ticket: body.ticket } });
}

async function timed(email) {
  const started = performance.now();
  await service.expect(202, 'POST', path, { body: applicant(email) });
  return performance.now() - started;
}

try {
  for (let i = 0; i < WARM_UP; i += 1) await timed(`warm.${i}@unknown.example`);
  for (let i = 0; i < SAMPLES + WARM_UP; i += 1) await makeMember(`member.${i}@known.example`);
  for (let i = 0; i < WARM_UP; i += 1) await timed(`member.${SAMPLES + i}@known.example`);

  const known = [];
  const unknown = [];
  const same = [];
  for (let i = 0; i < SAMPLES; i += 1) {
    const turns = [
      async () => known.push(await timed(`member.${i}@known.example`)),
      async () => unknown.push(await timed(`stranger.${i}@unknown.example`)),
      async () => same.push(await timed(`other.${i}@unknown.example`)),
    ];
    while (turns.length > 0) await turns.splice(randomInt(turns.length), 1)[0]();
  }

  const show = (name, times) =>
    console.log(
      `${name.padEnd(22)} ${times.length} requests, median ${quantile(times, 0.5).toFixed(2)} ms, p95 ${quantile(times, 0.95).toFixed(2)} ms`,
    );
  show('known address', known);
  show('unknown address', unknown);
  show('unknown, second sample', same);
  const verdict = (name, { p, largerShare }) =>
    console.log(
      `${name}: p = ${p.toFixed(4)}; one is slower than the other in ${(largerShare * 100).toFixed(1)} % of pairs (50 %: no telling)`,
    );
  verdict('known against unknown ', mannWhitney(known, unknown));
  verdict('unknown against itself', mannWhitney(same, unknown));
} finally {
  await service.stop();
}
