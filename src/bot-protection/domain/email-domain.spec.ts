import { concernsAbout, faultOfEmailDomain } from './email-domain';
import { type EmailDomainRules, USUAL_PROTECTION } from './protection';

const isDisposable = (domain: string): boolean => ['throwaway.example', 'gone.co.example'].includes(domain);

const rules = (said: Partial<EmailDomainRules>): EmailDomainRules => ({ ...USUAL_PROTECTION, ...said });
const judged = (domain: string, said: Partial<EmailDomainRules>): unknown[] => [
  faultOfEmailDomain(domain, rules(said), isDisposable)?.code ?? 'taken',
  ...concernsAbout(domain, rules(said), isDisposable),
];

const LEAVE = { ifNotAllowed: 'leave-to-a-person', ifDenied: 'leave-to-a-person', ifDisposable: 'leave-to-a-person' } as const;

it('takes every domain where nobody has said anything, disposable ones as well', () => {
  for (const domain of ['school.example', 'throwaway.example']) expect(judged(domain, {})).toEqual(['taken']);
});

it.each([
  ['spam.example', true],
  ['a.spam.example', true],
  ['a.b.spam.example', true],
  ['nospam.example', false],
  ['spam.example.org', false],
  ['example', false],
])('a denied domain is about all below it, and nothing else: %s', (domain, isDenied) => {
  expect(judged(domain, { deniedDomains: ['spam.example'] })).toEqual(
    isDenied ? ['email-domain-not-accepted', 'email-domain-denied'] : ['taken'],
  );
});

it.each([
  ['academy.example', true],
  ['mail.academy.example', true],
  ['notacademy.example', false],
  ['other.example', false],
])('where domains are allowed, only these and all below: %s', (domain, isAllowed) => {
  expect(judged(domain, { allowedDomains: ['academy.example', 'school.example'] })).toEqual(
    isAllowed ? ['taken'] : ['email-domain-not-accepted', 'email-domain-not-allowed'],
  );
});

it('a whole top-level domain can be meant', () => {
  expect(judged('a.b.edu', { allowedDomains: ['edu'] })).toEqual(['taken']);
  expect(judged('edu.example', { allowedDomains: ['edu'] })).toEqual(['email-domain-not-accepted', 'email-domain-not-allowed']);
});

it('denied goes before allowed', () => {
  const said = { allowedDomains: ['academy.example'], deniedDomains: ['guests.academy.example'] };
  expect(judged('guests.academy.example', said)).toEqual(['email-domain-not-accepted', 'email-domain-denied']);
  expect(judged('staff.academy.example', said)).toEqual(['taken']);
});

it.each(['throwaway.example', 'a.throwaway.example', 'x.y.gone.co.example'])('disposable with all below: %s', (domain) => {
  expect(judged(domain, { ifDisposable: 'refuse' })).toEqual(['email-domain-disposable', 'email-domain-disposable']);
  expect(judged('co.example', { ifDisposable: 'refuse' })).toEqual(['taken']);
});

it('what a site allows by name is not disposable to it', () => {
  expect(judged('throwaway.example', { allowedDomains: ['throwaway.example'], ifDisposable: 'refuse' })).toEqual(['taken']);
});

it('what is left to a person is taken, with every reason', () => {
  const said = { ...LEAVE, allowedDomains: ['academy.example'], deniedDomains: ['throwaway.example'] };
  expect(judged('throwaway.example', said)).toEqual([
    'taken',
    'email-domain-denied',
    'email-domain-not-allowed',
    'email-domain-disposable',
  ]);
});

it('one rule that refuses is enough', () => {
  const said = { ...LEAVE, deniedDomains: ['throwaway.example'], ifDisposable: 'refuse' } as const;
  expect(judged('throwaway.example', said)).toEqual([
    'email-domain-disposable',
    'email-domain-denied',
    'email-domain-disposable',
  ]);
});
