import fc from 'fast-check';
import { anyUtf16 } from '../../test/support/awkward-texts';
import { refusals } from './testing/refusals';
import { checkPassword, type PasswordContext } from './password-policy';

const about = (given: Partial<PasswordContext> = {}): PasswordContext => ({ minLength: 8, name: 'Mary Major', ...given });

describe('a password that is accepted', () => {
  it.each([
    ['words in a row', 'correct horse battery staple'],
    ['words with a name among them', 'my aunt mary paints harbours'],
    ['words without spaces', 'violinbakerymoon'],
    ['what a password manager makes', 'kX9#vTq2'],
    ['what a password manager makes, long', 'hG7$kd92!mPq&zR4tWx8'],
    ['digits without order', '83920174'],
    ['small letters alone: no rules of composition', 'xvqjzkwp'],
    ['a common word as a small part', 'monkey in the wardrobe'],
    ['a sequence as a small part', 'kumquat-1234-teapot'],
    ['spaces at both ends, which count', ' tulip7bread '],
    ['Japanese', '夜空に浮かぶ白い船'],
    ['Arabic', 'قمر فوق البحر'],
    ['letters joined by ZWNJ', 'می\u200Cخواهم بروم'],
  ])('%s', (_, password) => {
    expect(checkPassword(password, about())).toEqual({ ok: true, value: password.normalize('NFKC') });
  });
});

describe('the length of a password', () => {
  const password = (length: number): string => 'rV4 tulip-boat;'.repeat(10).slice(0, length);

  it.each([
    [7, 8, false],
    [8, 8, true],
    [11, 12, false],
    [12, 12, true],
    [7, 1, false],
    [63, 64, false],
    [64, 64, true],
    [128, 8, true],
    [128, 64, true],
    [129, 8, false],
  ])('%d characters, where at least %d are asked for: %p', (length, minLength, isAccepted) => {
    expect(checkPassword(password(length), about({ minLength })).ok).toBe(isAccepted);
  });

  it('is told with its limit', () => {
    expect(checkPassword('short', about({ minLength: 12 }))).toEqual({
      ok: false,
      fault: { code: 'password-too-short', facts: { minimum: 12 } },
    });
    expect(checkPassword(password(129), about())).toEqual({
      ok: false,
      fault: { code: 'password-too-long', facts: { maximum: 128 } },
    });
  });

  it.each([
    ['seven emoji', '🙂🚀🌻🍞🎻🚲🐢', false],
    ['eight emoji', '🙂🚀🌻🍞🎻🚲🐢🌙', true],
    ['128 emoji', '🙂🚀🌻🍞🎻🚲🐢🌙'.repeat(16), true],
    ['129 emoji', `${'🙂🚀🌻🍞🎻🚲🐢🌙'.repeat(16)}🙂`, false],
    [
      '128 composed letters, twice as many as typed',
      'e\u0301o\u0308n\u0303u\u0300a\u030Ai\u0302c\u0327'.repeat(18) + 'e\u0301o\u0308',
      true,
    ],
    ['eight characters that are seven after NFKC', 'e\u0301xvqjzk', false],
    ['two characters that are eight after NFKC', '\uFDFB', true],
  ])('counts each code point of the NFKC form as one: %s', (_, raw, isAccepted) => {
    expect(checkPassword(raw, about()).ok).toBe(isAccepted);
  });

  it('keeps every byte: passwords that differ in the 73rd stay different', () => {
    const bytes72 = password(72);
    const [one, other, cut] = [`${bytes72}a`, `${bytes72}b`, bytes72].map((raw) => checkPassword(raw, about()));
    expect(one).toEqual({ ok: true, value: `${bytes72}a` });
    expect(other).toEqual({ ok: true, value: `${bytes72}b` });
    expect(cut).toEqual({ ok: true, value: bytes72 });
  });

  it('keeps every byte of longer characters: 24 kanji are 72 bytes, and a 25th counts', () => {
    const bytes72 = '春夏秋冬花鳥風月山川草木日星雲雨雪霜朝昼夕夜東西';
    expect(Buffer.byteLength(bytes72)).toBe(72);
    expect(checkPassword(`${bytes72}南`, about())).toEqual({ ok: true, value: `${bytes72}南` });
    expect(checkPassword(`${bytes72}北`, about())).toEqual({ ok: true, value: `${bytes72}北` });
  });
});

describe('one password, typed on different keyboards', () => {
  it.each([
    ['composed and decomposed letters', 'zañahoria fría', 'zan\u0303ahoria fri\u0301a'],
    ['composed and decomposed kana', 'がんばれ日本の夏', 'か\u3099んは\u3099れ日本の夏'],
    ['Hangul syllables and jamo', '대한민국 만세삼창', '대한민국 만세삼창'.normalize('NFD')],
    ['full-width and plain letters', 'kXvTq2tulip', 'ｋＸｖＴｑ２ｔｕｌｉｐ'],
    ['half-width and full katakana', 'ガラスノクツ ハ ドコ', 'ｶﾞﾗｽﾉｸﾂ ﾊ ﾄﾞｺ'],
    ['ideographic, no-break and plain spaces', 'tulip boat river', 'tulip　boat\u00A0river'],
    ['ligatures', 'offline fjord', 'oﬄine fjord'],
  ])('is one: %s', (_, plain, other) => {
    expect(plain).not.toBe(other);
    expect(checkPassword(other, about())).toEqual(checkPassword(plain, about()));
    expect(checkPassword(plain, about()).ok).toBe(true);
  });

  it('is another in upper case', () => {
    expect(checkPassword('kXvTq2tulip', about())).not.toEqual(checkPassword('KxVtQ2TULIP', about()));
  });
});

describe('a password that is refused', () => {
  it.each(
    refusals([
      ['required', ''],
      ['password-too-short', 'a', ' ', 'kX9#vTq', '🙂🙂🙂🙂', 'e\u0301'.repeat(7)],
      [
        'password-characters',
        'tulip\0boat',
        'tulip\nboat',
        'tulip\tboat',
        'tulipboat\u007f',
        'tulip\u2028boat',
        'tulip\u0085boat',
      ],
      ['password-characters', 'tulipboat\uD83D', '\uDE42tulipboat', 'tulip\uFFFEboat', 'tulip\u0378boat'],
      [
        'password-repetition',
        'aaaaaaaa',
        'AAAAaaaa',
        '        ',
        '11111111111',
        '🙂'.repeat(8),
        '。。。。。。。。',
        'ａａａａａａａａ',
      ],
      ['password-repetition', 'abababab', 'abcabcabc', '12121212', 'x9#kx9#kx9#k', 'taro' + 'taro', 'lilililili'],
      ['password-sequence', '12345678', '123456789', '1234567890', '87654321', '0123456789', '23456789'],
      ['password-sequence', 'abcdefgh', 'ABCDEFGH', 'hgfedcba', 'ａｂｃｄｅｆｇｈ', 'abcdefghijklmnopqrstuvwxyz', 'stuvwxyz'],
      ['password-sequence', 'qwertyuiop', 'poiuytrewq', 'asdfghjkl', 'zxcvbnm,', 'qwertzuiop', 'azertyuiop', 'йцукенгш'],
      [
        'password-sequence',
        'abcd1234',
        'qwerty123',
        '123qweasd',
        '111222333',
        'aaaa1234',
        'qwer1234',
        'asdf1234',
        'abc12345',
        '123456ab',
      ],
      [
        'password-sequence',
        '1qaz2wsx',
        'zaq12wsx',
        'qazwsxedc',
        '1qaz2wsx3edc',
        '!@#$%^&*',
        '!qaz@wsx',
        'a1b2c3d4',
        '1q2w3e4r',
        'q1w2e3r4t5',
      ],
      ['password-sequence', 'あいうえおかきく', 'アイウエオカキク', 'ｱｲｳｴｵｶｷｸ', 'いろはにほへとち'],
      [
        'password-common',
        'password',
        'PASSWORD',
        'Password',
        'ｐａｓｓｗｏｒｄ',
        'iloveyou',
        'sunshine',
        'football',
        'baseball',
        'superman',
      ],
      [
        'password-common',
        'trustno1',
        'starwars',
        'whatever',
        'princess',
        'computer',
        'michelle',
        'jennifer',
        'password1',
        'Password123',
      ],
      [
        'password-common',
        'P@ssw0rd',
        'p@ssw0rd!',
        'Pa$$w0rd',
        'Passw0rd2024',
        'Password2024!',
        'password!!',
        '!password!',
        '2024password',
      ],
      [
        'password-common',
        'Welcome1!',
        'dragon99',
        'monkey2024',
        'letmein!!',
        'football-7',
        'sunshine☀',
        'iloveyou2',
        'password12345678',
      ],
    ]),
  )('is told %s: %j', (code, raw) => {
    expect(checkPassword(raw, about())).toEqual({ ok: false, fault: expect.objectContaining({ code }) as unknown });
  });

  it.each([
    ['name', 'hanakoyamada', { name: 'Hanako Yamada' }],
    ['name in another case and order', 'YAMADA-Hanako', { name: 'Hanako Yamada' }],
    ['name with digits after it', 'yamada1990', { name: 'Hanako Yamada' }],
    ['name with a sequence after it', 'hanako12345678', { name: 'Hanako Yamada' }],
    ['name with a symbol and digits', 'Hanako@2024', { name: 'Hanako Yamada' }],
    ['name, twice', 'hanako.hanako', { name: 'Hanako Yamada' }],
    ['name without its accents', 'josenunez1', { name: 'José Núñez' }],
    ['name, decomposed', 'nu\u0301n\u0303ez1990', { name: 'José Núñez' }],
    ['name with its apostrophe', "o'brien1990", { name: "Seán O'Brien" }],
    ['short name, whole', 'boli#2024', { name: 'Bo Li' }],
    ['kanji name', '山田花子1990', { name: '山田 花子' }],
    ['kanji family name and a birthday', '山田19900401', { name: '山田 花子' }],
    ['name and a birthday', 'yamada.1990.04.01', { name: 'Hanako Yamada' }],
    ['Hangul name', '김민준2024!', { name: '김민준' }],
    ['display name', 'kuroneko77', { displayName: 'Kuroneko' }],
  ])('is told password-contains-own-name: %s', (_, raw, owner) => {
    expect(checkPassword(raw, about(owner))).toEqual({ ok: false, fault: { code: 'password-contains-own-name' } });
  });

  it.each([
    ['login ID', 'tulipboat', { loginId: 'tulipboat' }],
    ['login ID in another case', 'TulipBoat', { loginId: 'tulipboat' }],
    ['login ID with digits', 'tulipboat99', { loginId: 'tulipboat' }],
    ['login ID without its symbols', 'tulipboat', { loginId: 'tulip_boat' }],
    ['login ID in full width', 'ｔｕｌｉｐｂｏａｔ', { loginId: 'tulipboat' }],
    ['part of the login ID', 'tulip-1990', { loginId: 'tulip.boat' }],
  ])('is told password-contains-login-id: %s', (_, raw, owner) => {
    expect(checkPassword(raw, about(owner))).toEqual({ ok: false, fault: { code: 'password-contains-login-id' } });
  });

  it.each([
    ['whole address', 'tulip.boat@example.com', { email: 'tulip.boat@example.com' }],
    ['whole address with digits', 'tulip@example.com1', { email: 'Tulip@example.com' }],
    ['part before the @', 'tulip.boat', { email: 'tulip.boat@example.com' }],
    ['part before the @ with digits', 'TulipBoat1990', { email: 'tulip.boat@example.com' }],
    ['a word of the part before the @', 'tulip#1990', { email: 'tulip.boat+news@example.com' }],
  ])('is told password-contains-email: %s', (_, raw, owner) => {
    expect(checkPassword(raw, about(owner))).toEqual({ ok: false, fault: { code: 'password-contains-email' } });
  });

  it.each([
    ['a short name inside another word', 'bananarama9q', { name: 'Ana' }],
    ['two letters of a name', 'likability', { name: 'Li Wei' }],
    ['a long phrase with the name in it', 'annapurna expedition', { name: 'Anna' }],
    ['an empty login ID and address', 'tulipboat', { loginId: '', email: '' }],
    ['an address of which there is only the @', 'tulipboat', { email: '@' }],
    ['login ID and address that are not given', 'tulipboat', { loginId: undefined, email: undefined }],
  ])('is not refused for %s', (_, raw, owner) => {
    expect(checkPassword(raw, about(owner))).toEqual({ ok: true, value: raw });
  });
});

describe('any text as a password', () => {
  const anyText = fc.oneof(fc.string({ unit: 'grapheme', minLength: 4 }), fc.string({ minLength: 6 }), anyUtf16);
  const anyContext = fc.record<PasswordContext>({
    minLength: fc.integer({ min: 8, max: 64 }),
    name: anyText,
    displayName: fc.option(anyText, { nil: undefined }),
    loginId: fc.option(anyText, { nil: undefined }),
    email: fc.option(anyText, { nil: undefined }),
  });

  it('is answered, never thrown at; accepted, it gives the same when checked again', () => {
    fc.assert(
      fc.property(anyText, anyContext, (raw, context) => {
        const first = checkPassword(raw, context);
        if (first.ok) {
          expect(checkPassword(first.value, context)).toEqual(first);
          expect(first.value).toBe(raw.normalize('NFKC'));
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('is refused when it is the own login ID, or the own address, and digits', () => {
    const loginId = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9._-]{6,20}[a-z]$/).filter((text) => /[a-z0-9]{4}/i.test(text));
    fc.assert(
      fc.property(loginId, fc.integer({ min: 10, max: 9999 }), (own, digits) => {
        expect(checkPassword(`${own}${digits}`, about({ loginId: own })).ok).toBe(false);
        expect(checkPassword(`${own}${digits}`, about({ email: `${own}@example.com` })).ok).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([' ', 'a', 'ab', '\uFDFA', '\u0301', '\uD800', '1', 'abc123', '🙂'])(
    'is answered at once when it is %j a hundred thousand times',
    (unit) => {
      const long = unit.repeat(100_000);
      const check = (): void => {
        checkPassword(long, about());
        checkPassword('tulip7bread', about({ name: long, displayName: long, loginId: long, email: `${long}@example.com` }));
      };
      expect(check).not.toThrow();
    },
  );
});
