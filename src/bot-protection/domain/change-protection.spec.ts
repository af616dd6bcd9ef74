import fc from 'fast-check';
import { ValidationFailed } from '../../platform/problem/validation-failed';
import { changeProtection, protectionByName } from './change-protection';
import { LONGEST_DOMAINS, MOST_DOMAINS, type Protection, USUAL_PROTECTION } from './protection';
import { type Safe } from './setting-rules';

const SAFE: Safe = { close: (secret) => `box(${secret})`, holds: (box, secret) => box === `box(${secret})` };

const change = (body: unknown, current: Partial<Protection> = {}): Protection =>
  changeProtection({ ...USUAL_PROTECTION, ...current }, body, SAFE);

/** Each fault as "pointer code". */
function faultsOf(body: unknown, current: Partial<Protection> = {}): string[] {
  try {
    change(body, current);
    return [];
  } catch (error) {
    if (!(error instanceof ValidationFailed)) throw error;
    return error.errors.map(({ pointer, fault: { code } }) => `${pointer} ${code}`);
  }
}

describe('the challenge', () => {
  it.each(['off', 'proof-of-work'])('%s needs nothing else', (challenge) => {
    expect(change({ challenge })).toEqual({ ...USUAL_PROTECTION, challenge });
  });

  it.each(['hcaptcha', 'turnstile'])('%s needs its own site key and secret, now or from before', (challenge) => {
    const other = challenge === 'hcaptcha' ? 'turnstile' : 'hcaptcha';
    const keys = { siteKey: 'key', secret: 'secret' };
    expect(faultsOf({ challenge })).toEqual([`#/${challenge} challenge-unprepared`]);
    expect(faultsOf({ challenge, [other]: keys })).toEqual([`#/${challenge} challenge-unprepared`]);
    expect(faultsOf({ challenge, [challenge]: { siteKey: 'key' } })).toEqual([`#/${challenge} challenge-unprepared`]);
    const prepared = change({ [challenge]: keys });
    const used = change({ challenge }, prepared);
    expect(used).toEqual({
      ...USUAL_PROTECTION,
      challenge,
      [`${challenge}SiteKey`]: 'key',
      [`${challenge}Secret`]: 'box(secret)',
    });
    for (const cleared of ['siteKey', 'secret']) {
      expect(faultsOf({ [challenge]: { [cleared]: null } }, used)).toEqual([`#/${challenge} challenge-unprepared`]);
    }
    expect(change({ challenge: 'off', [challenge]: { siteKey: null, secret: null } }, used)).toEqual(USUAL_PROTECTION);
  });
});

describe('a secret', () => {
  const known: Partial<Protection> = { hcaptchaSecret: 'box(one)' };

  it('is kept as a box, and the same one again stays in the box it is in', () => {
    expect(change({ hcaptcha: { secret: ' two ' } }, known).hcaptchaSecret).toBe('box(two)');
    const sealing: Safe = { ...SAFE, close: () => 'another box' };
    expect(changeProtection({ ...USUAL_PROTECTION, ...known }, { hcaptcha: { secret: 'one' } }, sealing).hcaptchaSecret).toBe(
      'box(one)',
    );
  });

  it('is told of as set, set anew or not at all', () => {
    const secretIn = (after: Partial<Protection>, before: Partial<Protection>): unknown =>
      protectionByName({ ...USUAL_PROTECTION, ...after }, { ...USUAL_PROTECTION, ...before })['hcaptcha.secret'];
    expect(secretIn({}, known)).toBeNull();
    expect(secretIn(known, {})).toBe('set');
    expect(secretIn(known, known)).toBe('set');
    expect(secretIn({ hcaptchaSecret: 'box(two)' }, known)).toBe('set anew');
  });

  it.each([
    ['', 'required'],
    ['   ', 'required'],
    ['x'.repeat(201), 'too-long'],
    ['two words', 'invalid-characters'],
    ['line\nbreak', 'invalid-characters'],
    ['鍵', 'invalid-characters'],
    [5, 'not-a-string'],
    [{}, 'not-a-string'],
  ])('cannot be %j: %s', (secret, code) => {
    expect(faultsOf({ hcaptcha: { secret } })).toEqual([`#/hcaptcha/secret ${code}`]);
  });
});

describe('lists of domains', () => {
  it('are kept as they are compared, in order, each once', () => {
    const denied = [' Spam.Example', 'spam.example', 'メール.example', 'edu'];
    expect(change({ emailDomains: { denied } }).deniedDomains).toEqual(['edu', 'spam.example', 'xn--4dkua4c.example']);
  });

  it.each([
    '',
    '@spam.example',
    '*.spam.example',
    'spam..example',
    '.spam.example',
    'spam.example.',
    '192.0.2.7',
    'a b.example',
    'a,b',
    '-a.example',
    'x/y',
  ])('have no place for %j', (domain) => {
    expect(faultsOf({ emailDomains: { allowed: ['fine.example', domain] } })).toEqual([
      '#/emailDomains/allowed/1 domain-invalid',
    ]);
  });

  it('are lists of texts, of a bounded number and length', () => {
    const many = Array.from({ length: MOST_DOMAINS + 1 }, (_, i) => `d${i}.example`);
    const long = Array.from({ length: Math.ceil(LONGEST_DOMAINS / 60) + 1 }, (_, i) => `${`${i}x`.padEnd(60, 'a')}.example`);
    expect(faultsOf({ emailDomains: { denied: many } })).toEqual(['#/emailDomains/denied too-many']);
    expect(change({ emailDomains: { denied: many.slice(1) } }).deniedDomains).toHaveLength(MOST_DOMAINS);
    expect(faultsOf({ emailDomains: { denied: long } })).toEqual(['#/emailDomains/denied domains-too-long']);
    expect(faultsOf({ emailDomains: { denied: 'spam.example' } })).toEqual(['#/emailDomains/denied not-an-array']);
    expect(faultsOf({ emailDomains: { denied: null } })).toEqual(['#/emailDomains/denied required']);
    expect(faultsOf({ emailDomains: { denied: [5, null] } })).toEqual([
      '#/emailDomains/denied/0 not-a-string',
      '#/emailDomains/denied/1 not-a-string',
    ]);
  });
});

it('names every fault at once', () => {
  const body = {
    challenge: 'recaptcha',
    hcaptcha: { siteKey: 7, colour: 'blue' },
    turnstile: null,
    hostNames: ['register.example.org:443'],
    emailDomains: { ifDenied: 'accept', ifNotAllowed: null, ifDisposable: 'maybe', denied: ['@'] },
    version: 3,
  };
  expect(faultsOf(body)).toEqual([
    '#/turnstile required',
    '#/challenge not-one-of',
    '#/hcaptcha/siteKey not-a-string',
    '#/hcaptcha/colour unknown-field',
    '#/hostNames/0 domain-invalid',
    '#/emailDomains/ifDenied not-one-of',
    '#/emailDomains/ifNotAllowed required',
    '#/emailDomains/ifDisposable not-one-of',
    '#/emailDomains/denied/0 domain-invalid',
    '#/version unknown-field',
  ]);
});

it.each([undefined, null, 1, 'text', true, []])('is an object, not %j', (body) => {
  expect(faultsOf(body)).toEqual([body === undefined ? '# required' : '# not-an-object']);
});

it('ends with a protection that holds, or with faults, whatever is sent', () => {
  const names = fc.constantFrom(
    'challenge',
    'hcaptcha',
    'turnstile',
    'hostNames',
    'emailDomains',
    '__proto__',
    'constructor',
    'x',
  );
  const inner = fc.constantFrom('siteKey', 'secret', 'allowed', 'denied', 'ifDenied', 'ifDisposable', '__proto__');
  const values = fc.oneof(fc.constantFrom('off', 'hcaptcha', 'refuse', 'key', 'a.example'), fc.jsonValue());
  const bodies = fc.dictionary(names, fc.oneof(values, fc.dictionary(inner, fc.oneof(values, fc.array(values)))));
  fc.assert(
    fc.property(bodies, (body) => {
      if (faultsOf(body).length === 0) {
        const changed = change(body);
        expect(Object.keys(changed).sort()).toEqual(Object.keys(USUAL_PROTECTION).sort());
        expect(change(body, changed)).toEqual(changed);
      }
    }),
    { numRuns: 1000 },
  );
});
