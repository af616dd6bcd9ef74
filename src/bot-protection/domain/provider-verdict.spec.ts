import fc from 'fast-check';
import { errorCodesIn, providerVerdict, type ProviderVerdict } from './provider-verdict';

const verdict = (answer: unknown, hostNames: readonly string[] = []): ProviderVerdict =>
  providerVerdict(answer, { action: 'apply', hostNames });
const refusal = (...codes: unknown[]): object => ({ success: false, 'error-codes': codes });

it.each<[object, readonly string[], ProviderVerdict]>([
  [{ success: true }, [], 'solved'],
  [{ success: true, action: '' }, [], 'solved'],
  [{ success: true, action: null }, [], 'solved'],
  [{ success: true, action: 'apply' }, [], 'solved'],
  [{ success: true, action: 'log-in' }, [], 'wrong'],
  [{ success: true, action: 5 }, [], 'wrong'],
  [{ success: true, hostname: 'evil.example' }, [], 'solved'],
  [{ success: true, hostname: 'register.example' }, ['register.example'], 'solved'],
  [{ success: true, hostname: 'Register.Example' }, ['register.example'], 'solved'],
  [{ success: true, hostname: 'evil.example' }, ['register.example'], 'wrong'],
  [{ success: true, hostname: 'a.register.example' }, ['register.example'], 'wrong'],
  [{ success: true }, ['register.example'], 'wrong'],
  [{ success: true, 'error-codes': [] }, [], 'solved'],
])('%j, expected at %j: %s', (answer, hostNames, expected) => {
  expect(verdict(answer, hostNames)).toBe(expected);
});

it.each<[ProviderVerdict, unknown[]]>([
  ['wrong', ['invalid-input-response']],
  ['wrong', ['bad-request', 'invalid-input-response']],
  ['over', ['timeout-or-duplicate']],
  ['over', ['expired-input-response']],
  ['over', ['already-seen-response']],
  // The site's keys are wrong, or the provider is: no applicant can do anything about it.
  ['unavailable', ['invalid-input-secret']],
  ['unavailable', ['sitekey-secret-mismatch']],
  ['unavailable', ['internal-error']],
  ['unavailable', ['something-new']],
  ['unavailable', ['invalid-input-response', 'invalid-input-secret']],
  ['unavailable', []],
])('%s: %j', (expected, codes) => {
  expect(verdict(refusal(...codes))).toBe(expected);
});

it.each([undefined, null, 5, 'yes', [], {}, { success: 'true' }, { success: 1 }, { success: null }])(
  '%j says nothing',
  (answer) => {
    expect(verdict(answer)).toBe('unavailable');
  },
);

it('takes for solved only what says so, whatever comes', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (answer) => {
      const isYes = (answer as { success?: unknown } | null)?.success === true;
      expect(verdict(answer) === 'solved' && !isYes).toBe(false);
    }),
  );
});

it('only short, harmless codes go into the log', () => {
  expect(errorCodesIn(['timeout-or-duplicate', 'x'.repeat(61), 'a\nb', '<b>', 5, null])).toEqual(['timeout-or-duplicate']);
  expect(errorCodesIn('text')).toEqual([]);
  expect(errorCodesIn(Array.from({ length: 99 }, () => 'code'))).toHaveLength(10);
});
