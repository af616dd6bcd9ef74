import fc from 'fast-check';
import { resolved } from './example-requests';
import { type Schema } from './openapi-document';

interface Making {
  readonly document: object;
  /** Values that mean something here, by the name of the member they are for: ids that exist, live tokens. */
  readonly known: Readonly<Record<string, readonly string[]>>;
  /** Whether anything at all may stand in the place of what the schema says. */
  readonly isWild: boolean;
}

/** Any UTF-16, halves of characters among it, and what rules look for. */
export const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)), maxLength: 20 }),
  fc.constantFrom('', ' ', '\u0000', '\ud800', '__proto__', 'a@b.example', '1e999', '-1', 'true', '🙂'.repeat(40), "' OR 1=1 --"),
  fc.constantFrom('{{name}}', '{{#if reason}}', '{{/if}}', '{{> x}}', '<script>', '</title>', '(a+)+$', '[', 'x'.repeat(3000)),
  fc.constantFrom(
    '2026-02-30',
    '9999-12-31T23:59:59.999Z',
    '0000-00-00',
    '+275760-09-13T00:00:00Z',
    'W/"1"',
    '*',
    '%',
    '_',
    '\\',
  ),
);
const anyValue = fc.oneof(anyText, fc.jsonValue({ maxDepth: 3 }), fc.double(), fc.array(anyText, { maxLength: 3 }));
const wellFormedText = fc.oneof(fc.string({ unit: 'grapheme-ascii' }), fc.string({ unit: 'grapheme' }));

/**
 * Values that meet a schema, as far as the document can say; with `isWild`, with anything in the place of any part of them and
 * with members that nobody knows.
 */
export function valuesOf(schema: Schema | undefined, making: Making, name = '', depth = 0): fc.Arbitrary<unknown> {
  if (schema === undefined || depth > 8) return anyValue;
  if (schema.$ref !== undefined) return valuesOf(resolved(schema.$ref, making.document), making, name, depth + 1);
  const known = making.known[name] ?? [];
  const meeting = fc.oneof(
    { weight: 4, arbitrary: valuesByKeyword(schema, making, name, depth) },
    ...[schema.example]
      .filter((example) => example !== undefined)
      .map((example) => ({ weight: 3, arbitrary: fc.constant(example) })),
    ...known.map((value) => ({ weight: Math.ceil(6 / known.length), arbitrary: fc.constant(value) })),
  );
  if (!making.isWild) return meeting;
  return fc.oneof({ weight: 6, arbitrary: meeting }, { weight: 1, arbitrary: anyValue });
}

function valuesByKeyword(schema: Schema, making: Making, name: string, depth: number): fc.Arbitrary<unknown> {
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices !== undefined) return fc.oneof(...choices.map((choice) => valuesOf(choice, making, name, depth + 1)));
  if (schema.allOf !== undefined) {
    const [only, ...others] = schema.allOf.map((part) => valuesOf(part, making, name, depth + 1));
    if (only !== undefined && others.length === 0) return only;
    return fc
      .tuple(...schema.allOf.map((part) => valuesOf(part, making, name, depth + 1)))
      .map((parts) => Object.assign({}, ...parts) as object);
  }
  const types = Array.isArray(schema.type) ? (schema.type as string[]) : [schema.type as string | undefined];
  return fc.oneof(...types.map((type) => valuesOfType(type, schema, making, name, depth)));
}

function valuesOfType(
  type: string | undefined,
  schema: Schema,
  making: Making,
  name: string,
  depth: number,
): fc.Arbitrary<unknown> {
  const { minimum: min = -5, maximum: max = 1000, items, minItems: fewest = 0, maxItems: most = 3 } = schema;
  const ofType: Record<string, () => fc.Arbitrary<unknown>> = {
    null: () => fc.constant(null),
    boolean: () => fc.boolean(),
    integer: () => fc.integer({ min, max }),
    number: () => fc.double({ min, max, noNaN: true }),
    string: () => textsOf(schema),
    object: () => objectsOf(schema, making, depth),
    array: () =>
      fc.array(valuesOf(items, making, name, depth + 1), { minLength: fewest, maxLength: Math.min(most, Math.max(3, fewest)) }),
  };
  return ofType[type ?? '']?.() ?? anyValue;
}

function textsOf({ minLength = 0, maxLength = 60, format }: Schema): fc.Arbitrary<string> {
  if (format === 'date-time') return fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
  const longest = Math.min(maxLength, Math.max(60, minLength));
  return fc.oneof(wellFormedText, fc.string({ minLength, maxLength: longest })).map((text) => text.slice(0, maxLength));
}

function objectsOf(schema: Schema, making: Making, depth: number): fc.Arbitrary<object> {
  const members = Object.entries(schema.properties ?? {}).map(([name, member]) => [
    name,
    valuesOf(member, making, name, depth + 1),
  ]);
  const known = fc.record(Object.fromEntries(members) as Record<string, fc.Arbitrary<unknown>>, {
    requiredKeys: making.isWild ? [] : [...(schema.required ?? [])],
  });
  if (!making.isWild) return known;
  const unknown = fc.oneof(
    { weight: 5, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: fc.dictionary(anyText, anyValue, { maxKeys: 2 }) },
  );
  return fc.tuple(unknown, known).map(([others, mine]) => ({ ...others, ...mine }));
}
