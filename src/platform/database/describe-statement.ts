import { type Attributes } from '@opentelemetry/api';

// A list of a thousand places says no more than its beginning, and is not to be searched.
const LONGEST_TEXT = 2_000;
const LITERAL = /'(?:[^'\\]|\\.|'')*(?:'|$)|"(?:[^"\\]|\\.|"")*(?:"|$)|\b0x[\da-f]+\b|\b\d+(?:\.\d+)?\b/gi;
const TABLE = /\b(?:FROM|INTO|UPDATE|JOIN)\s+[`"]?(\w+)/i;

/**
 * What a trace tells of a statement: its kind, its first table, its text. Values are
 * bound and so not in the text; what stands there like one becomes `?` all the same.
 */
export function describeStatement(sql: string): { readonly name: string; readonly attributes: Attributes } {
  const text = sql.slice(0, LONGEST_TEXT);
  const operation = (/^\W*(\w+)/.exec(text)?.[1] ?? 'SQL').toUpperCase();
  const table = TABLE.exec(text)?.[1];
  return {
    name: table === undefined ? operation : `${operation} ${table}`,
    attributes: {
      'db.operation.name': operation,
      ...(table !== undefined && { 'db.collection.name': table }),
      'db.query.text': withoutValues(text),
    },
  };
}

// What SQLite has in double quotes is a name; TypeORM writes them so.
function withoutValues(text: string): string {
  return text.replace(LITERAL, (literal) => (isName(literal) ? literal : '?'));
}

const isName = (literal: string): boolean => /^"[a-z_]\w*"$/i.test(literal);
