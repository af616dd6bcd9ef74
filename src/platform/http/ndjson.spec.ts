import fc from 'fast-check';
import { ValidationFailed } from '../problem/validation-failed';
import { MalformedJson } from './strict-json';
import { parseNdjson } from './ndjson';

const parse = (text: string | Buffer, mostLines = 100): unknown => parseNdjson(Buffer.from(text), { member: 'rows', mostLines });

function errorOf(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}

describe('NDJSON', () => {
  it.each<[string, string, unknown[]]>([
    ['nothing', '', []],
    ['white space', ' \r\n\t\n\n', []],
    ['one line', '{"a":1}', [{ a: 1 }]],
    ['a line feed at the end', '{"a":1}\n', [{ a: 1 }]],
    ['line ends of Windows', '{"a":1}\r\n{"a":2}\r\n', [{ a: 1 }, { a: 2 }]],
    ['blank lines between', '\n{"a":1}\n\n  \n{"a":2}\n\n', [{ a: 1 }, { a: 2 }]],
    ['any JSON', '1\n"x"\nnull\n[]', [1, 'x', null, []]],
    ['separators of Unicode within a text', '"a\u2028b\u0085c"', ['a\u2028b\u0085c']],
    ['a byte order mark', '\ufeff{"a":1}', [{ a: 1 }]],
  ])('is read: %s', (_what, text, rows) => {
    expect(parse(text)).toEqual({ rows });
  });

  it.each<[string, string | Buffer, string]>([
    ['half an object', '{"a":1}\n\n{"a":', 'Line 3 is not valid JSON.'],
    ['an object over two lines', '{"a":\n1}', 'Line 1 is not valid JSON.'],
    ['two on a line', '{}{}', 'Line 1 is not valid JSON.'],
    ['a comma between', '{},\n{}', 'Line 1 is not valid JSON.'],
    ['a key twice', '{}\n{"a":1,"a":2}', 'Line 2 has the same key twice in one object.'],
    ['a key that reaches for prototypes', '{"__proto__":1}', 'Line 1 has a key that is not allowed anywhere.'],
    ['deep nesting', `{}\n${'['.repeat(21)}${']'.repeat(21)}`, 'Line 2 is nested deeper than 20 levels.'],
    ['broken UTF-8', Buffer.concat([Buffer.from('{}\n"'), Buffer.from([0xff]), Buffer.from('"')]), 'Line 2 is not valid UTF-8.'],
  ])('is refused, naming the line: %s', (_what, text, message) => {
    expect(() => parse(text)).toThrow(new MalformedJson(message));
  });

  it('has no more values than anybody has use for, on one line or many', () => {
    const many = (length: number): string => `[${Array.from({ length }, () => 0).join(',')}]`;
    expect(parse(many(249_000))).toMatchObject({ rows: [{ length: 249_000 }] });
    const refused = new MalformedJson('The body has more than 250000 values.');
    expect(() => parse(many(250_001))).toThrow(refused);
    expect(() => parse(`${many(200_000)}\n${many(60_000)}`)).toThrow(refused);
  });

  it('may have any number of commas and brackets within its texts', () => {
    const text = ',[{"\\'.repeat(100_000);
    expect(parse(JSON.stringify({ text }))).toEqual({ rows: [{ text }] });
  });

  it('is read no further than the lines that are taken', () => {
    expect(parse('1\n\n2\n', 2)).toEqual({ rows: [1, 2] });
    const errors = [{ pointer: '#/rows', fault: { code: 'too-many', facts: { maximum: 2 } } }];
    const error = errorOf(() => parse('1\n2\n\n3\nnot JSON', 2));
    expect(error).toBeInstanceOf(ValidationFailed);
    expect(error).toMatchObject({ errors });
  });

  it('says what the same values in one JSON array would', () => {
    fc.assert(
      fc.property(fc.array(fc.dictionary(fc.stringMatching(/^[a-z]{3}$/), fc.jsonValue({ maxDepth: 2 }))), (values) => {
        const rows = JSON.parse(JSON.stringify(values)) as unknown;
        fc.pre(!/"(?:__proto__|constructor|prototype)"/.test(JSON.stringify(values)));
        expect(parse(values.map((value) => JSON.stringify(value)).join('\n'))).toEqual({ rows });
      }),
    );
  });
});
