import fc from 'fast-check';
import { anyUtf16 } from '../../test/support/awkward-texts';
import { refusals } from './testing/refusals';
import { checkLoginId } from './login-id';

describe('a login ID that is accepted', () => {
  it.each([
    ['hanako', 'hanako', 'hanako'],
    ['Hanako.Yamada', 'Hanako.Yamada', 'hanako.yamada'],
    ['12345', '12345', '12345'],
    ['a'.repeat(30), 'a'.repeat(30), 'a'.repeat(30)],
    ['hanako@example.com', 'hanako@example.com', 'hanako@example.com'],
    ['!"#$%&\'()*+,-./', '!"#$%&\'()*+,-./', '!"#$%&\'()*+,-./'],
    [':;?[\\]^_`@', ':;?[\\]^_`@', ':;?[\\]^_`@'],
    ['  hanako ', 'hanako', 'hanako'],
    ['　ｈａｎａｋｏ　', 'hanako', 'hanako'],
    ['ＨＡＮＡＫＯ＿１', 'HANAKO_1', 'hanako_1'],
  ])('%j is shown as %s and compared as %s', (raw, asTyped, key) => {
    expect(checkLoginId(raw)).toEqual({ ok: true, value: { asTyped, key } });
  });
});

describe('login IDs that look alike', () => {
  it.each([
    ['upper and lower case', 'hanako', 'HANAKO', 'HaNaKo'],
    ['full-width letters', 'hanako1', 'ｈａｎａｋｏ１', 'ＨＡＮＡＫＯ１'],
    ['mathematical letters', 'hanako', '𝐡𝐚𝐧𝐚𝐤𝐨', '𝒽𝒶𝓃𝒶𝓀ℴ', '𝖍𝖆𝖓𝖆𝖐𝖔'],
    ['letters in circles', 'hanako', 'ⓗⓐⓝⓐⓚⓞ', 'Ⓗⓐⓝⓐⓚⓞ'],
    ['ligatures', 'office', 'oﬃce', 'oﬀice', 'OﬃCE'],
    ['superscript and circled digits', 'user12', 'user¹²', 'user①②', 'user₁₂'],
    ['the Kelvin sign and the long s', 'kassa', '\u212Aassa', 'ka\u017F\u017Fa'],
    ['Roman numerals', 'louisxiv', 'louisⅹⅳ', 'LOUISⅩⅣ'],
    ['full-width symbols', 'a_b.c@d', 'a＿b．c＠d'],
    ['a modifier letter', 'hanako', 'hanak\u1d52'],
  ])('are one: %s', (_, ...lookAlikes) => {
    const keys = lookAlikes.map((raw) => {
      const checked = checkLoginId(raw);
      return checked.ok ? checked.value.key : checked.fault.code;
    });
    expect(new Set(keys)).toEqual(new Set([lookAlikes[0]]));
  });
});

describe('a login ID that is refused', () => {
  it.each(
    refusals([
      ['required', '', ' ', '　　'],
      ['too-short', 'a', 'abcd', 'ａｂｃｄ', '  abcd  ', '⑤'],
      ['too-long', 'a'.repeat(31), 'ａ'.repeat(31), 'ﬃ'.repeat(11)],
      [
        'login-id-characters',
        'hana ko',
        'hana　ko',
        'hanako<',
        'hanako>',
        'hana=ko',
        'hana{ko}',
        'hana|ko',
        'hana~ko',
        'hanakó',
        'hanako\u0301',
        '山田花子です',
        'hаnako', // the second letter is Cyrillic
        'hαnako', // the second letter is Greek
        'hanak\u043E',
        'hanaķo',
        'straße',
        'ısland', // Turkish dotless i
        'İsland', // Turkish dotted I
        'user١٢٣', // Arabic digits
        'hanako🙂',
        'hanako¥',
        'hanako´s',
      ],
      ['line-break', 'hanako\n', 'hana\rko', 'hana\u2028ko'],
      ['control-characters', 'hana\0ko', '\thanako', 'hanako\u007f'],
      ['invisible-characters', 'hana\u200Bko', 'hana\u00ADko', '\uFEFFhanako', 'hana\u200Dko', 'hanako\uFE0F', 'hanako\u3164'],
      ['text-direction-characters', 'hana\u202Eko', 'hanako\u200F'],
      ['broken-characters', 'hanako\uD83D', '\uDE00hanako'],
    ]),
  )('is told %s: %j', (code, raw) => {
    expect(checkLoginId(raw)).toEqual({ ok: false, fault: expect.objectContaining({ code }) as unknown });
  });

  it('is told the limits', () => {
    expect(checkLoginId('abcd')).toEqual({ ok: false, fault: { code: 'too-short', facts: { minimum: 5 } } });
    expect(checkLoginId('a'.repeat(31))).toEqual({ ok: false, fault: { code: 'too-long', facts: { maximum: 30 } } });
  });
});

describe('any text as a login ID', () => {
  const anyText = fc.oneof(fc.stringMatching(/^[!-~ａ-ｚⓐ-ⓩ]{4,31}$/), anyUtf16);

  it('is answered, never thrown at; accepted, it gives the same when checked again, and a key without capitals or spaces', () => {
    fc.assert(
      fc.property(anyText, (raw) => {
        const first = checkLoginId(raw);
        if (first.ok) {
          const { asTyped, key } = first.value;
          expect(checkLoginId(asTyped)).toEqual(first);
          expect(checkLoginId(key)).toEqual({ ok: true, value: { asTyped: key, key } });
          expect(key).toMatch(/^[!-;?@[-z]{5,30}$/);
          expect(key).not.toMatch(/[A-Z\s]/);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it.each([' ', 'a', '\uFDFA', '\u0301', '\uD800', '@'])('is answered at once when it is %j a hundred thousand times', (unit) => {
    const check = (): void => {
      checkLoginId(unit.repeat(100_000));
    };
    expect(check).not.toThrow();
  });
});
