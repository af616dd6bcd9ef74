import fc from 'fast-check';
import { type Config } from '../platform/config/config';
import { Keys } from '../platform/crypto/keys';
import { solvedWork } from '../../test/support/solved-work';
import { ProofOfWork, type ProofOfWorkChallenge } from './proof-of-work';

const NOW = new Date('2026-03-01T12:00:00.000Z');
const minutesLater = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000);
const work = new ProofOfWork(new Keys({ secretKey: 'a secret of this test, long enough', previousSecretKey: null } as Config));

let challenge: ProofOfWorkChallenge;
let answer: string;
beforeAll(async () => {
  challenge = await work.challenge('site', NOW);
  answer = await solvedWork(challenge);
});

const judged = async (text: string, site = 'site', now = NOW): Promise<string> => {
  const verdict = await work.judge(site, text, now);
  return verdict.ok ? 'solved' : verdict.code;
};
/** The answer, with something else in it. */
const altered = (
  alter: (sent: {
    challenge: { parameters: Record<string, unknown>; signature: unknown };
    solution: Record<string, unknown>;
  }) => void,
): string => {
  const sent = JSON.parse(Buffer.from(answer, 'base64').toString()) as Parameters<typeof alter>[0];
  alter(sent);
  return Buffer.from(JSON.stringify(sent)).toString('base64');
};

it('what the work was done for is solved, whatever the system’s clock says, and known again by its nonce', async () => {
  expect(await work.judge('site', answer, NOW)).toEqual({
    ok: true,
    id: challenge.parameters.nonce,
    expiresAt: minutesLater(10),
  });
});

it('counts for ten minutes, by the clock of the service', async () => {
  expect(await judged(answer, 'site', new Date(minutesLater(10).getTime() - 1))).toBe('solved');
  expect(await judged(answer, 'site', minutesLater(10))).toBe('challenge-over');
  const later = altered(({ challenge: { parameters } }) => (parameters['data'] = { expires: minutesLater(20).getTime() / 1000 }));
  expect(await judged(later, 'site', minutesLater(10))).toBe('challenge-wrong');
});

it('counts on the site it was made for, and under the secret of the service', async () => {
  expect(await judged(answer, 'another site')).toBe('challenge-wrong');
  const other = new ProofOfWork(
    new Keys({ secretKey: 'another secret of this test, long enough', previousSecretKey: null } as Config),
  );
  expect(await other.judge('site', answer, NOW)).toEqual({ ok: false, code: 'challenge-wrong' });
});

it.each<[string, Parameters<typeof altered>[0]]>([
  ['less work', ({ challenge: { parameters } }) => (parameters['cost'] = 1)],
  ['an easier prefix', ({ challenge: { parameters } }) => (parameters['keyPrefix'] = '00')],
  ['another nonce', ({ challenge: { parameters } }) => (parameters['nonce'] = 'f'.repeat(32))],
  [
    'the nonce in capitals',
    ({ challenge: { parameters } }) => (parameters['nonce'] = `${String(parameters['nonce']).toUpperCase()} `),
  ],
  ['a signature of its own', ({ challenge: made }) => (made.signature = 'f'.repeat(64))],
  ['no signature', ({ challenge: made }) => (made.signature = '')],
  ['another key', ({ solution }) => (solution['derivedKey'] = 'f'.repeat(64))],
  ['the prefix for the key', ({ challenge: { parameters }, solution }) => (solution['derivedKey'] = parameters['keyPrefix'])],
  ['a number that is none', ({ solution }) => (solution['counter'] = '12')],
])('%s solves nothing', async (_what, alter) => {
  expect(await judged(altered(alter))).toBe('challenge-wrong');
});

it('members that nobody signed are not looked at', async () => {
  const more = altered((sent) => {
    sent.challenge.parameters['expiresAt'] = 5;
    sent.challenge.parameters['extra'] = { deep: [[[]]] };
    sent.solution['time'] = 'soon';
  });
  expect(await judged(more)).toBe('solved');
});

it('is wrong, and nothing worse, whatever comes', async () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.json().map((json) => Buffer.from(json).toString('base64')),
    fc
      .dictionary(fc.constantFrom('challenge', 'solution', '__proto__'), fc.jsonValue())
      .map((sent) => Buffer.from(JSON.stringify(sent)).toString('base64')),
    fc.constant(Buffer.from('['.repeat(6000)).toString('base64')),
    fc.constant(Buffer.from('{"challenge":'.repeat(400)).toString('base64')),
  );
  await fc.assert(fc.asyncProperty(texts, async (text) => (await judged(text)) === 'challenge-wrong'));
});
