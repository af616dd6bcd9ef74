import fc from 'fast-check';
import { anyUtf16 } from '../../test/support/awkward-texts';
import { refusals } from './testing/refusals';
import { checkDisplayName, checkName } from './person-name';

describe('the names of people all over the world', () => {
  it.each([
    'Hanako Yamada',
    '山田 花子',
    '山田　花子',
    'ヤマダ・ハナコ',
    '辻\u{E0100} 葛\u{E0101}城', // forms of kanji told apart by variation selectors
    '髙橋 﨑', // compatibility kanji that NFKC would change
    '𠮷野家 太郎', // beyond the basic plane
    '王',
    '李小龍',
    '김민준',
    'Nguyễn Thị Ánh Tuyết',
    "Seán O'Brien",
    'Seán O’Brien',
    'Anne-Marie d’Arc',
    'José María de la Cruz y Núñez',
    'Martin Luther King, Jr.',
    'Björk Guðmundsdóttir',
    'Zoë Łukasiewicz-Šimůnek',
    'Jean‐Luc (John) Müller',
    'Иван Сергеевич Тургенев',
    'Γιώργος Παπαδόπουλος',
    'محمد بن سلمان',
    'علی\u200Cرضا', // ZWNJ, Persian
    'ක්\u200Dරිෂාන්', // ZWJ, Sinhala
    'മോഹന്\u200D', // ZWJ at the end, Malayalam
    'श्री\u200Dमती राधा',
    'สมชาย ใจดี',
    'សុខ ស្រី',
    'བསྟན་འཛིན་རྒྱ་མཚོ',
    'אברהם בן־גוריון',
    'ᠲᠡᠮᠦᠵᠢᠨ\u180Bᠠ', // Mongolian variation selector
    'ʻAolani Kalākaua',
    'ǃKhoisan ǂNamseb',
    'Keihanaikukauakahihuliheekahaunaele', // a real family name, long
    'X Æ A-12',
    'Henry VIII',
    '👩\u200D👩\u200D👧 Hana', // emoji joined by ZWJ
    'Love ❤\uFE0F\u200D🔥',
    'Nil <b>',
  ])('%s', (name) => {
    expect(checkName(name)).toEqual({ ok: true, value: name.normalize('NFC') });
  });

  it.each([
    ['spaces around it', '  Hanako\u00A0', 'Hanako'],
    ['ideographic spaces around it', '　山田　花子　', '山田　花子'],
    ['decomposed letters', 'Nu\u0301n\u0303ez', 'Núñez'],
    ['decomposed kana, as some systems send it', 'か\u3099く', 'がく'],
    ['the zero-width space of Khmer keyboards', 'សុខ\u200Bស្រី', 'សុខស្រី'],
    ['direction marks of Hebrew and Arabic keyboards', '\u200Fאברהם\u200E', 'אברהם'],
  ])('are tidied: %s', (_, raw, name) => {
    expect(checkName(raw)).toEqual({ ok: true, value: name });
  });
});

describe('a name that is refused', () => {
  it.each(
    refusals([
      [
        'required',
        '',
        ' ',
        '　',
        '\u00A0\u2003',
        '\u200B\u200B',
        '\u200E\u200F',
        '\u200D',
        '\uFE0F',
        '\u2800\u2800',
        '\u0301',
        ' \u0301 ',
      ],
      ['line-break', 'Hanako\nYamada', 'Hanako\r\nBcc: all@example.com', 'Hanako\u2028', 'Hanako\u0085', '\n'],
      ['control-characters', 'Hana\0ko', 'Hana\tko', 'Hanako\u001b[31m', 'Hana\u007fko', '\u0080'],
      ['text-direction-characters', 'Hanako\u202Egpj.exe', '\u2067Hanako', 'Hana\u202Ako', '\u2069'],
      [
        'invisible-characters',
        'Hana\u00ADko',
        '\uFEFFHanako',
        'Hana\u2060ko',
        '\u3164\u3164',
        'Hana\u115Fko',
        'Hana\u{E0041}ko',
        'Hana\uFFF9ko',
      ],
      ['invisible-characters', '\u200DHanako', 'Hanako \u200CYamada', 'Hanako\u200D\u200D\u200D', '\uFE0FHanako'],
      ['broken-characters', 'Hana\uD83Dko', '\uDE00Hanako', 'Hana\uFFFDko', 'Hana\uFFFEko', 'Hana\u{1FFFF}ko', '\uFFFC'],
      ['invalid-characters', `Hana${'\u0316'.repeat(9)}ko`, `H${'\u0300\u0316\u0334'.repeat(10)}`],
      ['too-long', 'a'.repeat(51), '山'.repeat(51), '🙂'.repeat(51)],
    ]),
  )('is told %s: %j', (code, raw) => {
    expect(checkName(raw)).toEqual({ ok: false, fault: expect.objectContaining({ code }) as unknown });
  });
});

describe('the length of a name', () => {
  it.each([
    ['one letter', 'a'],
    ['one kanji', '山'],
    ['one emoji', '🙂'],
    ['fifty letters', 'a'.repeat(50)],
    ['fifty emoji, though a hundred UTF-16 units', '🙂'.repeat(50)],
    ['fifty letters after NFC, though a hundred before', 'e\u0301'.repeat(50)],
    ['fifty letters and spaces around them', ` ${'a'.repeat(50)} `],
  ])('is fine: %s', (_, name) => {
    expect(checkName(name).ok).toBe(true);
  });

  it.each([
    ['山田', 'too-short', 3],
    ['é\u0301'.slice(0, 1), 'too-short', 3],
    [' ab ', 'too-short', 3],
    ['🙂🙂', 'too-short', 3],
  ])('is too little for a display name: %s', (raw, code, minimum) => {
    expect(checkDisplayName(raw)).toEqual({ ok: false, fault: { code, facts: { minimum } } });
  });

  it.each(['abc', '花子さ', '🙂🙂🙂', 'a'.repeat(50)])('is enough for a display name: %s', (raw) => {
    expect(checkDisplayName(raw)).toEqual({ ok: true, value: raw });
  });

  it('is told when a display name is blank or has more than fifty characters', () => {
    expect(checkDisplayName('  ')).toEqual({ ok: false, fault: { code: 'required' } });
    expect(checkDisplayName('a'.repeat(51))).toEqual({ ok: false, fault: { code: 'too-long', facts: { maximum: 50 } } });
  });
});

describe('any text as a name', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({
      unit: fc.constantFrom(' ', 'a', '\u0301', '\u200D', '\u200B', '\u200E', '\uFE0F', '山', '\u3000', '\u1100', '\u1161'),
    }),
    anyUtf16,
  );

  it.each([
    ['name', checkName],
    ['display name', checkDisplayName],
  ])('is answered as a %s, never thrown at; accepted, it gives the same when checked again', (_, check) => {
    fc.assert(
      fc.property(anyText, (raw) => {
        const first = check(raw);
        if (first.ok) {
          expect(check(first.value)).toEqual(first);
          expect(first.value).toBe(first.value.trim().normalize('NFC'));
          expect(Array.from(first.value).length).toBeLessThanOrEqual(50);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it.each([' ', 'a', 'a ', '\u0301', '\u200D', '\u200B', '\uD800', '\u1100', '\u2800', 'e\u0301'])(
    'is answered at once when it is %j a hundred thousand times',
    (unit) => {
      const check = (): void => {
        checkName(unit.repeat(100_000));
        checkName(`${unit.repeat(100_000)}!`);
      };
      expect(check).not.toThrow();
    },
  );
});
