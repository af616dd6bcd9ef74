import fc from 'fast-check';
import { htmlOf } from './terms-html';

// Written by hand, apart from the code: everything that may come out, to the letter.
const TAGS = [
  /<\/?(?:p|h[1-6]|blockquote|ul|ol|li|strong|em|s|code|pre|table|thead|tbody|tr|th|td)>/,
  /<(?:br|hr)>/,
  /<ol start="\d+">/,
  /<a href="(?:https?:\/\/|mailto:)[^"<>\s]+" rel="noopener noreferrer" target="_blank">/,
  /<a>|<\/a>/,
];
const ANY_TAG = new RegExp(TAGS.map(({ source }) => source).join('|'), 'gi');

/** What is left of HTML when everything that may be in it is taken out: no < and no > and no loose &. */
function whatIsForeign(html: string): string[] {
  return html.replace(ANY_TAG, '').match(/[<>"]|&(?!(?:amp|lt|gt|quot);)/g) ?? [];
}

describe('terms of use as HTML', () => {
  it.each([
    ['# Terms\n\nBe *kind*, **really**.', '<h1>Terms</h1>\n<p>Be <em>kind</em>, <strong>really</strong>.</p>\n'],
    ['1. one\n2. two', '<ol>\n<li>one</li>\n<li>two</li>\n</ol>\n'],
    ['7. seven', '<ol start="7">\n<li>seven</li>\n</ol>\n'],
    ['- a\n- b', '<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n'],
    ['> said\n\n---', '<blockquote>\n<p>said</p>\n</blockquote>\n<hr>\n'],
    ['a  \nb', '<p>a<br>\nb</p>\n'],
    ['|a|b|\n|:-|-:|\n|1|2|', expect.stringContaining('<th>a</th>')],
    ['```js onclick=x\nlet a;\n```', '<pre><code>let a;\n</code></pre>\n'],
    ['第1条　会員', '<p>第1条　会員</p>\n'],
    [
      '[here](https://lms.example/a?b=1&c=2 "Title")',
      expect.stringContaining('<a href="https://lms.example/a?b=1&amp;c=2" rel="noopener noreferrer" target="_blank">here</a>'),
    ],
    ['<mailto:help@lms.example>', expect.stringContaining('href="mailto:help@lms.example"')],
  ] as [string, unknown][])('%j', (markdown, html) => {
    expect(htmlOf(markdown)).toEqual(html);
  });

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    'a <b onmouseover="x">b</b>',
    '<!-- comment --> <?php ?> <![CDATA[x]]> <!DOCTYPE html>',
    '<div>\n\n*text*\n\n</div>',
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](java\tscript:alert(1))',
    '[x](&#106;avascript:alert(1))',
    '[x](javascript&colon;alert(1))',
    '[x](\u0001javascript:alert(1))',
    '[x](data:text/html,<script>alert(1)</script>)',
    '[x](vbscript:x) [x](file:///etc/passwd) [x](ftp://a.example) [x](//evil.example) [x](/console) [x](#a) [x](tel:1)',
    '<javascript:alert(1)>',
    '![x](https://a.example/x.png) ![x](data:image/png;base64,AAAA)',
    '![x](javascript:alert(1))',
    '[x]: javascript:alert(1)\n\n[x]',
    '[x](https://a.example/"onclick="alert(1))',
    '[x](<https://a.example/ "onclick=alert(1)>)',
    '[x](https://a.example "t\\" onclick=\\"alert(1)")',
    '`<script>` and ``` <b> ```',
    '    <script>alert(1)</script>',
    '```"><script>alert(1)</script>\nx\n```',
    '|<b>|\n|-|\n|<script>|',
    '&lt;script&gt; &#60;script&#62; &#x3c;script&#x3e;',
    '[<b>](https://a.example) [**[a](https://a.example)**](https://b.example)',
    '\\<script\\> \\[x\\]\\(javascript:x\\)',
    '<https://a.example/<script>>',
    '[x](https://user:pass@a.example/%0d%0aSet-Cookie:x)',
    '*'.repeat(500) + '<b>'.repeat(50),
  ])('is only what is known, of %j', (markdown) => {
    const html = htmlOf(markdown);
    expect({ html, foreign: whatIsForeign(html) }).toEqual({ html, foreign: [] });
  });

  it('is only what is known, whatever was written', () => {
    const piece = fc.constantFrom(
      ...[
        '<script>',
        '</p>',
        '<img src=x onerror=x>',
        '[x](',
        ')',
        '![',
        ']',
        'javascript:',
        'https://a.example',
        'mailto:',
        '"',
        "'",
        '<',
        '>',
      ],
      ...[
        '&',
        '&lt;',
        '&#60;',
        '\\',
        '`',
        '```',
        '~~',
        '**',
        '_',
        '\n',
        '\n\n',
        '    ',
        '# ',
        '- ',
        '1. ',
        '> ',
        '|',
        '|-|\n',
        '---',
        'text',
        ' ',
        'onclick=',
      ],
      ...['[a]: ', '<!--', '-->', '<a href="', '\t', '漢', '\u0000', '\u200b'],
    );
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: piece, maxLength: 40 }), fc.string({ unit: 'binary' })), (markdown) => {
        expect(whatIsForeign(htmlOf(markdown))).toEqual([]);
      }),
      { numRuns: 5000 },
    );
  });

  it.each(['[', '*a_ ', '> ', '[a](', '`a', '![[', '|a', '**a ', '<https://', '[x][y', '[a]: /x\n', '|\n'])(
    'is there within seconds, of %j over and over',
    (piece) => {
      const started = performance.now();
      htmlOf(piece.repeat(100_000 / piece.length));
      expect(performance.now() - started).toBeLessThan(5000);
    },
  );
});
