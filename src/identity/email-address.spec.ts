import fc from 'fast-check';
import { anyUtf16 } from '../../test/support/awkward-texts';
import { refusals } from './testing/refusals';
import { checkEmailAddress } from './email-address';

const letters = (count: number): string => 'a'.repeat(count);
/** A domain of the given length, in labels the DNS allows. */
const domainOf = (length: number): string => `${`${letters(49)}.`.repeat(5)}${letters(length - 250)}`;

describe('an e-mail address that is accepted', () => {
  it.each([
    // As most people write it.
    ['simple@example.com', 'simple@example.com'],
    ['very.common@example.com', 'very.common@example.com'],
    ['x@example.com', 'x@example.com'],
    ['first.middle.last@mail.example.co.jp', 'first.middle.last@mail.example.co.jp'],
    ['user+matricula@example.com', 'user+matricula@example.com'],
    ['user-name@example.com', 'user-name@example.com'],
    ['user_name@example.com', 'user_name@example.com'],
    ['_user@example.com', '_user@example.com'],
    ['-user-@example.com', '-user-@example.com'],
    ['1234567890@example.com', '1234567890@example.com'],
    ['20240401@st.example.ac.jp', '20240401@st.example.ac.jp'],
    // Upper and lower case count for delivery, not for comparison.
    ['Hanako.Yamada@Example.COM', 'hanako.yamada@example.com'],
    ['ADMIN@EXAMPLE.ORG', 'admin@example.org'],
    // Every symbol of a dot-atom (RFC 5322, 3.2.3).
    ["o'brien@example.ie", "o'brien@example.ie"],
    ["!#$%&'*+/=?^_`{|}~-@example.com", "!#$%&'*+/=?^_`{|}~-@example.com"],
    ['mailhost!username@example.org', 'mailhost!username@example.org'],
    ['user%example.com@example.org', 'user%example.com@example.org'],
    ['a/b=c?d@example.com', 'a/b=c?d@example.com'],
    ['$100@example.com', '$100@example.com'],
    ['{user}|list@example.com', '{user}|list@example.com'],
    // Domains.
    ['user@sub-domain.example.com', 'user@sub-domain.example.com'],
    ['user@a.b.c.d.e.f.example.com', 'user@a.b.c.d.e.f.example.com'],
    ['user@123.example.com', 'user@123.example.com'],
    ['user@1.2.3.4.example', 'user@1.2.3.4.example'],
    ['user@x.io', 'user@x.io'],
    ['user@example.museum', 'user@example.museum'],
    ['user@r3---cdn.example.com', 'user@r3---cdn.example.com'],
    [`user@${letters(63)}.com`, `user@${letters(63)}.com`],
    // Limits, exactly reached.
    [`${letters(64)}@example.com`, `${letters(64)}@example.com`],
    [`a@${domainOf(252)}`, `a@${domainOf(252)}`],
    // Domains in other scripts.
    ['user@bücher.example', 'user@xn--bcher-kva.example'],
    ['user@BÜCHER.example', 'user@xn--bcher-kva.example'],
    ['user@bu\u0308cher.example', 'user@xn--bcher-kva.example'],
    ['user@xn--bcher-kva.example', 'user@xn--bcher-kva.example'],
    ['user@XN--BCHER-KVA.example', 'user@xn--bcher-kva.example'],
    ['info@日本語.jp', 'info@xn--wgv71a119e.jp'],
    ['user@例え.テスト', 'user@xn--r8jz45g.xn--zckzah'],
    ['user@пример.рф', 'user@xn--e1afmkfd.xn--p1ai'],
    ['user@παράδειγμα.ελ', 'user@xn--hxajbheg2az3al.xn--qxam'],
    ['user@faß.de', 'user@xn--fa-hia.de'],
    ['user@مثال.إختبار', 'user@xn--mgbh0fb.xn--kgbechtv'],
    ['user@उदाहरण.परीक्षा', 'user@xn--p1b6ci4b4b3a.xn--11b5bs3a9aj6g'],
    // Spaces around it come from copying.
    ['  user@example.com', 'user@example.com'],
    ['user@example.com ', 'user@example.com'],
    ['　user@example.com　', 'user@example.com'],
    ['\u00A0user@example.com\u00A0', 'user@example.com'],
  ])('%s is compared as %s', (raw, key) => {
    expect(checkEmailAddress(raw)).toEqual({ ok: true, value: { asTyped: raw.trim(), key } });
  });
});

describe('an e-mail address that is refused', () => {
  it.each(
    refusals([
      ['required', '', ' ', '　', '\u00A0 \u2003'],
      ['email-missing-at', 'plainaddress', 'example.com', 'user.example.com', 'user(at)example.com', 'mailto:user'],
      ['email-missing-local-part', '@example.com', '@'],
      ['email-missing-domain', 'user@', 'first.last@'],
      [
        'email-several-addresses',
        'a@example.com,b@example.com',
        'a@example.com, b@example.com',
        'a@example.com;b@example.com',
        'a@example.com b@example.com',
        'user@@example.com',
        'user@host@example.com',
        'a,b@example.com',
        '@relay.example:user@example.com',
      ],
      [
        'email-with-name',
        'Hanako Yamada <hanako@example.com>',
        '<hanako@example.com>',
        '"Yamada, Hanako" <hanako@example.com>',
        'user@example.com>',
      ],
      [
        'email-white-space',
        'us er@example.com',
        'user @example.com',
        'user@ example.com',
        'user@exam ple.com',
        'user@example .com',
        'a　b@example.com',
      ],
      [
        'email-full-width-characters',
        'user＠example.com',
        'ｕｓｅｒ@example.com',
        'user@ｅｘａｍｐｌｅ.com',
        'user@example．com',
        'user@日本語。jp',
        'user@example｡com',
        'user@１２７.0.0.1',
      ],
      [
        'email-quoted-local-part',
        '"user"@example.com',
        '"us er"@example.com',
        '"user@home"@example.com',
        '"user,name"@example.com',
        '"a\\"b"@example.com',
        'a."b".c@example.com',
        'us"er@example.com',
        '""@example.com',
        '"',
      ],
      [
        'email-non-ascii-local-part',
        'jörg@example.com',
        'josé@example.com',
        '山田@example.com',
        'пример@example.com',
        'аdmin@example.com', // the first letter is Cyrillic
        '🙂@example.com',
        'jo\u0308rg@example.com',
      ],
      [
        'email-local-part-characters',
        'user(comment)@example.com',
        'us\\er@example.com',
        'user[1]@example.com',
        'mailto:user@example.com',
        'us)er@example.com',
      ],
      [
        'email-local-part-dots',
        '.user@example.com',
        'user.@example.com',
        'us..er@example.com',
        '.@example.com',
        '...@example.com',
      ],
      ['email-local-part-too-long', `${letters(65)}@example.com`, `${letters(200)}@example.com`],
      ['email-too-long', `a@${domainOf(253)}`, `${letters(64)}@${domainOf(252)}`, letters(255), `user@${'ü.'.repeat(40)}example`],
      [
        'email-address-literal',
        'user@[127.0.0.1]',
        'user@[IPv6:2001:db8::1]',
        'user@[example.com]',
        'user@127.0.0.1',
        'user@1',
        'user@2130706433',
        'user@①②⑦.0.0.1',
      ],
      ['email-single-label-domain', 'user@localhost', 'user@example', 'user@com', 'user@日本語'],
      ['email-domain-dots', 'user@example.com.', 'user@.example.com', 'user@example..com', 'user@.', 'user@com.'],
      [
        'email-domain-invalid',
        'user@-example.com',
        'user@example-.com',
        'user@exam_ple.com',
        'user@exam%6Dple.com',
        'user@example.com/path',
        'user@example.com?subject=hello',
        'user@example.com#there',
        'user@example.com:25',
        "user@exam'ple.com",
        'user@example!.com',
        'user@example.com\\',
        'user@(comment)example.com',
        'user@"example".com',
        'user@example.123',
        'user@example.c',
        'user@example.c0m',
        'user@0x7f.0x1',
        `user@${letters(64)}.com`,
        'user@xn--.com',
        'user@xn--a.com',
        'user@xn--zzzzzzzz99999.com',
        'user@₨≠∕.com',
        'user@℀.com',
        'user@❤.ws',
        'user@xn--qei.ws',
        'user@a∕b.com',
        'user@a․b․com',
        'user@٣אb.com',
        'user@\u0301abc.com',
        `user@${'ü'.repeat(80)}.com`,
      ],
      [
        'line-break',
        'user@example.com\n',
        'user@example.com\r\nBcc: all@example.com',
        'us\ner@example.com',
        'user@exam\rple.com',
        'user@example.com\u2028',
      ],
      [
        'control-characters',
        'user\0@example.com',
        'user@example.com\0',
        '\tuser@example.com',
        'user@exam\u001bple.com',
        'user@example.com\u007f',
        'user\u0080@example.com',
      ],
      [
        'invisible-characters',
        'user\u200B@example.com',
        'us\u00ADer@example.com',
        '\uFEFFuser@example.com',
        'user@exam\u200Bple.com',
        'user@exam\u00ADple.com',
        'user@نامه\u200Cای.example',
        'user@i❤\uFE0F.example',
        'user\u2060@example.com',
        '\u3164@example.com',
      ],
      [
        'text-direction-characters',
        'user\u202E@example.com',
        'user@\u202Emoc.elpmaxe',
        '\u2066user@example.com',
        'user@example.com\u200E',
        '\u061Cuser@example.com',
      ],
      ['broken-characters', 'user\uD800@example.com', 'user@exa\uDC00mple.com', '\uDFFF', 'user@\uFFFD.com', 'user@\uFFFF.com'],
    ]),
  )('is told %s: %j', (code, raw) => {
    expect(checkEmailAddress(raw)).toEqual({ ok: false, fault: expect.objectContaining({ code }) as unknown });
  });

  it('is told the limit that it crosses', () => {
    expect(checkEmailAddress(`${letters(65)}@example.com`)).toEqual({
      ok: false,
      fault: { code: 'email-local-part-too-long', facts: { maximum: 64 } },
    });
    expect(checkEmailAddress(`${letters(64)}@${domainOf(252)}`)).toEqual({
      ok: false,
      fault: { code: 'email-too-long', facts: { maximum: 254 } },
    });
  });
});

describe('any text as an e-mail address', () => {
  const addressLike = fc.oneof(
    fc.emailAddress(),
    fc.tuple(fc.stringMatching(/^[\w.+]{1,10}$/), fc.string({ unit: 'grapheme', maxLength: 20 })).map((parts) => parts.join('@')),
    fc
      .tuple(fc.stringMatching(/^[a-z]{1,5}$/), fc.stringMatching(/^[a-zA-Z0-9äöüß日本語ﬀ①Ⅷ.-]{1,20}$/))
      .map(([l, d]) => `${l}@${d}.jp`),
    anyUtf16,
  );

  it('is answered, never thrown at; and accepted, gives the same when checked again', () => {
    fc.assert(
      fc.property(addressLike, (raw) => {
        const first = checkEmailAddress(raw);
        if (first.ok) {
          expect(checkEmailAddress(first.value.asTyped)).toEqual(first);
          expect(checkEmailAddress(first.value.key)).toEqual({
            ok: true,
            value: { asTyped: first.value.key, key: first.value.key },
          });
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('has a key of plain lower-case ASCII within the limits', () => {
    fc.assert(
      fc.property(addressLike, (raw) => {
        const checked = checkEmailAddress(raw);
        if (checked.ok) {
          expect(checked.value.key).toMatch(/^[!-?^-~]{1,64}@[a-z0-9.-]{4,}$/);
          expect(checked.value.key.length).toBeLessThanOrEqual(254);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it.each([' ', 'a', '@', '.', 'a@', 'a.', '\u200B', '\uD800', 'ü', '<', '"', ' a', '\n'])(
    'is answered at once when it is %j a hundred thousand times',
    (unit) => {
      const check = (): void => {
        checkEmailAddress(unit.repeat(100_000));
        checkEmailAddress(`a@${unit.repeat(100_000)}!`);
        checkEmailAddress(`${unit.repeat(100_000)}@a.jp`);
      };
      expect(check).not.toThrow();
    },
  );
});
