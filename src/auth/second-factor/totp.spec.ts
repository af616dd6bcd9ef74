import { Secret } from 'otpauth';
import { newTotpSecret, stepOf, totpUri } from './totp';

// RFC 6238, appendix B: the last six of its eight digits.
const SECRET = Secret.fromLatin1('12345678901234567890').base32;
const at = (seconds: number): Date => new Date(seconds * 1000);

describe('a code of an authenticator app', () => {
  it.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
  ])('at %i seconds is %s', (seconds, code) => {
    expect(stepOf(code, SECRET, at(seconds))).toBe(Math.floor(seconds / 30));
  });

  it('counts one step before and after its own, and no more', () => {
    const step = Math.floor(1234567890 / 30);
    for (const [steps, expected] of [
      [-2, null],
      [-1, step],
      [0, step],
      [1, step],
      [2, null],
    ] as const) {
      expect(stepOf('005924', SECRET, at((step + steps) * 30))).toBe(expected);
    }
  });

  it.each(['', '00592', '0059240', '005925', 'abcdef', '００５９２４', ' 005924'])('is not %j', (code) => {
    expect(stepOf(code, SECRET, at(1234567890))).toBeNull();
  });
});

describe('a secret', () => {
  it('has 160 bits, and another each time', () => {
    expect(newTotpSecret()).toMatch(/^[A-Z2-7]{32}$/);
    expect(newTotpSecret()).not.toBe(newTotpSecret());
  });

  it('is told to apps with the name of the service and of the person', () => {
    const uri = new URL(totpUri(SECRET, { issuer: 'Matricula', label: 'ann+1@example.org' }));
    expect(uri.href).toMatch(/^otpauth:\/\/totp\/Matricula:ann%2B1%40example\.org\?/);
    expect(Object.fromEntries(uri.searchParams)).toMatchObject({
      issuer: 'Matricula',
      secret: SECRET,
      digits: '6',
      period: '30',
    });
  });
});
