import { type AuthenticationCode } from './domain/authentication-code';
import { matchingCode } from './matching-code';

const code = (text: string, removed = false): AuthenticationCode => ({ id: `id of ${text}`, code: text, label: null, removed });

const CODES = [code('Spring-2026'), code('ＡＢＣＤ'), code('Removed', true), code('straße'), code('ガギグゲ')];

describe('the code that admits', () => {
  it.each([
    ['Spring-2026', 'Spring-2026'],
    ['spring-2026', 'Spring-2026'],
    ['  SPRING-2026\t', 'Spring-2026'],
    ['Ｓｐｒｉｎｇ－２０２６', 'Spring-2026'],
    ['abcd', 'ＡＢＣＤ'],
    ['ﾊﾞ', null],
    ['ｶﾞｷﾞｸﾞｹﾞ', 'ガギグゲ'],
    ['STRASSE', 'straße'],
    ['removed', null],
    ['Spring', null],
    ['Spring-2026 ', 'Spring-2026'],
    ['Spring-20266', null],
    ['', null],
    ['   ', null],
    ['a'.repeat(100_000), null],
    [undefined, null],
    [null, null],
    [42, null],
    [['Spring-2026'], null],
    [{ toString: 'Spring-2026' }, null],
  ])('%j is %j', (typed, expected) => {
    expect(matchingCode(CODES, typed)?.code ?? null).toBe(expected);
  });

  it('is none where there are no codes, whatever is typed', () => {
    expect(matchingCode([], '')).toBeNull();
    expect(matchingCode([], 'anything')).toBeNull();
  });

  it('is the tenth as well as the first', () => {
    const ten = Array.from({ length: 10 }, (_, i) => code(`code-${i}`));
    expect(matchingCode(ten, 'code-9')).toBe(ten[9]);
  });
});
