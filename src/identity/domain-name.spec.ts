import fc from 'fast-check';
import { checkDomain, domainAndAbove } from './domain-name';

it.each([
  ['Example.ORG', 'example.org'],
  [' example.org ', 'example.org'],
  ['メール.example', 'xn--4dkua4c.example'],
  ['xn--4dkua4c.example', 'xn--4dkua4c.example'],
  ['edu', 'edu'],
])('%j is compared as %j', (raw, value) => {
  expect(checkDomain(raw)).toEqual({ ok: true, value });
});

it.each([
  '',
  '.',
  'a..example',
  'example.org.',
  '@example.org',
  '*.example.org',
  'example.org:25',
  '192.0.2.7',
  '[::1]',
  'a_b.example',
  'ex ample',
  '%6D.example',
  '7',
])('%j is none', (raw) => {
  expect(checkDomain(raw)).toMatchObject({ ok: false, fault: { code: 'domain-invalid' } });
});

it('never throws; what is taken stays itself', () => {
  fc.assert(
    fc.property(fc.oneof(fc.domain(), fc.string({ unit: 'binary' })), (raw) => {
      const checked = checkDomain(raw);
      if (checked.ok) expect(checkDomain(checked.value)).toEqual(checked);
    }),
  );
});

it('above a domain are those it belongs to', () => {
  expect(domainAndAbove('a.b.example')).toEqual(['a.b.example', 'b.example', 'example']);
});
