import { RE2JS } from 're2js';
import fc from 'fast-check';
import { checkPattern, isMatch, LONGEST_PATTERN, patternForBrowsers } from './safe-pattern';

const ACCEPTED = [
  '^[A-Z]{2}\\d{4}$',
  '^\\d{3}-\\d{4}$',
  '^(?:\\d{3}-){2}\\d{4}$',
  '^\\+?[0-9 ()\\-]{6,20}$',
  '^(?<area>\\d{2,4})-(\\d+)$',
  '^[ァ-ヶー]+$',
  '^[ぁ-ん　]+$',
  '^\\p{Katakana}+$',
  '^[\\p{Han}\\p{Hiragana}]+$',
  '^\\P{Latin}$',
  '^\\p{Lu}\\p{L}*$',
  '^[^\\d\\s]+$',
  'a|b|',
  'colou?r',
  '\\bword\\b',
  '^.{1,20}$',
  '^\\S+$',
  '\\x41\\t\\/\\-\\_\\:\\.',
  '[\\-\\_\\/\\]]',
  '😀+',
  '^$',
  // Catastrophic for engines that go back; RE2 does not.
  '^(a+)+$',
  '^(a|a)*$',
  '^(a|aa)+$',
  '(x+x+)+y',
  '^([a-zA-Z0-9])(([\\-.]|[_]+)?([a-zA-Z0-9]+))*$',
];

const REFUSED: readonly [code: string, ...patterns: string[]][] = [
  ['required', ''],
  ['too-long', 'a'.repeat(LONGEST_PATTERN + 1)],
  ['control-characters', 'a\tb', 'a\n', '\0'],
  ['pattern-too-complex', 'a{600}', '(?:a{30}){30}', '((a{10}){10}){6}', 'x{0,400}y{0,400}'],
  [
    'pattern-invalid',
    '(',
    ')',
    'a)',
    '[a',
    'a{2,1}',
    'a**',
    '*a',
    '\\',
    'a{1001}',
    '{',
    'a{,3}',
    '[z-a]',
    // What only one of the two engines knows.
    '(?=a)',
    '(?!a)',
    '(?<=a)b',
    '(?<!a)b',
    '(a)\\1',
    '(?<n>a)\\k<n>',
    '(?P<n>a)',
    '(?i)a',
    '(?i:a)',
    '(?s:.)',
    '\\Aa\\z',
    '\\Qa.b\\E',
    '\\C',
    '\\u0041',
    '\\cA',
    '\\0',
    '\\p{Letter}',
    '\\p{Script=Han}',
    '\\p{Emoji}',
    '\\pL',
    '[[:alpha:]]',
    '[[:alpha:][]',
    '[^]',
    '[\\b]',
    '[\\S]',
    '[a\\S]',
    '^*',
  ],
];

describe('a pattern for answers', () => {
  it.each(ACCEPTED)('may be %s', (pattern) => {
    expect(checkPattern(pattern)).toEqual({ ok: true, value: pattern });
  });

  it.each(REFUSED.flatMap(([code, ...patterns]) => patterns.map((pattern) => [code, pattern] as const)))(
    'is refused as %s: %j',
    (code, pattern) => {
      expect(checkPattern(pattern)).toMatchObject({ ok: false, fault: { code } });
    },
  );

  it('is refused with the reason', () => {
    expect(checkPattern('(a')).toMatchObject({ fault: { facts: { reason: 'missing )' } } });
    expect(checkPattern('a(?=b)')).toMatchObject({ fault: { facts: { reason: '(?= is not supported' } } });
    expect(checkPattern('a{2,1}')).toMatchObject({
      fault: { facts: { reason: expect.stringContaining('out of order') as string } },
    });
  });

  it('is read or refused, whatever it is', () => {
    const anyPattern = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom(...'ab\\()[]{}|*+?^$.-,:!=<>1209dwsSpP_Lé漢😀') }),
    );
    fc.assert(
      fc.property(anyPattern, (pattern) => {
        const { ok } = checkPattern(pattern);
        if (ok) {
          expect(typeof isMatch(pattern, 'ab12')).toBe('boolean');
        }
      }),
      { numRuns: 3000 },
    );
  });
});

describe('matching', () => {
  it.each([
    ['^\\d+$', '123', true],
    ['^\\d+$', '12a', false],
    ['\\d', 'abc1', true], // anywhere, as in JSON Schema
    ['^a$', 'a\n', false],
    ['^.$', '😀', true],
    ['^\\p{Katakana}+$', 'カタカナ', true],
    ['^\\s$', '　', false], // RE2: white space of ASCII
  ])('%s on %j: %s', (pattern, text, expected) => {
    expect(isMatch(pattern, text)).toBe(expected);
  });

  it.each(['^(a+)+$', '^(a|a)*$', '^(a|aa)+$', '(x+x+)+y', '(.*)*!', '^([a-z]+)*\\d$', '(a?){50}a{50}', '(?:a?b?c?){50}$'])(
    'takes no long time for %s, whatever the answer',
    (pattern) => {
      expect(checkPattern(pattern).ok).toBe(true);
      const started = performance.now();
      for (const text of ['a'.repeat(999) + '!', 'x'.repeat(1000), 'abc'.repeat(333)]) {
        isMatch(pattern, text);
      }
      expect(performance.now() - started).toBeLessThan(2000);
    },
  );
});

describe('the pattern for browsers', () => {
  it.each([
    ['^\\s\\S.$', '^[\\t\\n\\f\\r ][^\\t\\n\\f\\r ][^\\n]$'],
    ['[a\\s]', '[a\\t\\n\\f\\r ]'],
    ['^\\p{Han}\\P{Hiragana}\\p{Lu}\\p{Any}', '^\\p{Script=Han}\\P{Script=Hiragana}\\p{Lu}\\p{Any}'],
    ['\\-\\_\\:[\\-\\_\\:]', '-_:[\\-_:]'],
    ['^(?<year>\\d{4})(?:/\\d\\d)?$', '^(?<year>\\d{4})(?:/\\d\\d)?$'],
  ])('writes %s as %s', (pattern, expected) => {
    expect(patternForBrowsers(pattern, 100)).toBe(expected);
  });

  it.each(['^\\d{3}-\\d{4}$', '^[a-z]+@[a-z]+\\.[a-z]+$', '^(?:\\d{3}-){2}\\d{4}$', '^(?:red|green|blue)$', '^https?://\\S+$'])(
    'is told: %s',
    (pattern) => {
      expect(patternForBrowsers(pattern, 200)).not.toBeNull();
    },
  );

  it.each([
    '^(a+)+$',
    '^(a|a)*$',
    '^(a|aa)+$',
    '(x+x+)+y',
    '(.*)*!',
    '.*.*.*=.*',
    '^(a?){50}a{50}$',
    'a*a*a*b',
    '^(?:a{0,30}){0,6}b$',
    '^((?:ab|a)+)+$',
  ])('is not told, since going back would take too long: %s', (pattern) => {
    expect(checkPattern(pattern).ok).toBe(true);
    expect(patternForBrowsers(pattern, 200)).toBeNull();
  });

  const piece = fc.constantFrom(
    ...['a', 'é', '漢', '😀', '.', '\\d', '\\D', '\\w', '\\W', '\\s', '\\S', '\\-', '\\.', '[ab]', '[^a\\s]', '[\\w\\-]'],
    ...['\\p{L}', '\\P{Lu}', '\\p{Han}', '\\p{N}', '\\b', '\\B', '(?:a|b)', '(b|)', '(?<n>é)', '[^\\n]', ' ', '　', '_'],
  );
  const quantified = fc.tuple(piece, fc.constantFrom('', '', '', '?', '*', '+', '{2}', '{1,3}', '{0,}', '+?'));
  const patterns = fc
    .tuple(fc.boolean(), fc.array(quantified, { minLength: 1, maxLength: 5 }), fc.boolean())
    .map(([begins, parts, ends]) => `${begins ? '^' : ''}${parts.map((part) => part.join('')).join('')}${ends ? '$' : ''}`);
  const texts = fc.string({ unit: fc.constantFrom(...'aabbé漢😀1_-. \n\t　\r\u2028\u00a0Ωk\u212A'), maxLength: 12 });

  it('matches what the service matches', () => {
    fc.assert(
      fc.property(patterns, texts, (pattern, text) => {
        const checked = checkPattern(pattern);
        fc.pre(checked.ok);
        const source = patternForBrowsers(pattern, 20);
        if (source === null) return;
        expect([pattern, text, new RegExp(source, 'u').test(text)]).toEqual([
          pattern,
          text,
          RE2JS.compile(pattern).matcher(text).find(),
        ]);
      }),
      { numRuns: 5000 },
    );
  });
});
