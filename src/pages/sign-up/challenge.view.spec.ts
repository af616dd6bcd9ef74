import { DomainError } from '../../platform/problem/domain-error';
import { type FieldFaultCode } from '../../platform/problem/field-fault';
import { TryLater } from '../../platform/problem/try-later';
import { ValidationFailed } from '../../platform/problem/validation-failed';
import { challengeRefusalIn, challengeSummary, solutionIn } from './challenge.view';

const faulty = (...faults: [string, FieldFaultCode][]): ValidationFailed =>
  new ValidationFailed(faults.map(([pointer, code]) => ({ pointer, fault: { code } })));
const saidOf = (error: unknown, locale: 'en' | 'ja' = 'en'): unknown[] | null => {
  const refused = challengeRefusalIn(error);
  return refused === null ? null : [refused.status, challengeSummary(refused, locale).errors.map(({ id, text }) => [id, text])];
};

describe('what solves a challenge', () => {
  it.each(['challenge', 'h-captcha-response', 'cf-turnstile-response'])('comes as %s', (name) => {
    expect(solutionIn({ challenge: '', [name]: 'token', 'g-recaptcha-response': 'other' })).toBe('token');
  });

  it.each([[undefined], [{}], [{ challenge: '' }], [{ challenge: ['token'] }]])('does not come with %j', (body) => {
    expect(solutionIn(body)).toBeUndefined();
  });
});

describe('a refusal because of the challenge', () => {
  it('says what to do, in the language of the reader, with the status of the API', () => {
    expect(saidOf(faulty(['#/challenge', 'required']))).toEqual([
      422,
      [['challenge', expect.stringContaining('not been checked yet')]],
    ]);
    expect(saidOf(faulty(['#/challenge', 'challenge-over']), 'ja')).toEqual([
      422,
      [['challenge', expect.stringContaining('有効期限')]],
    ]);
    expect(saidOf(new TryLater('challenge-unavailable', 'Away.', 10))).toEqual([
      503,
      [['challenge', expect.stringContaining('Nothing has been sent')]],
    ]);
  });

  it('is none where something else is wrong as well, or instead', () => {
    expect(saidOf(faulty(['#/challenge', 'too-long'], ['#/email', 'required']))).toBeNull();
    expect(saidOf(new DomainError('login-id-taken', 'Taken.'))).toBeNull();
    expect(saidOf(new Error('no problem of ours'))).toBeNull();
  });
});
