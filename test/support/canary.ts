import { type Row } from './database';

/** Every way in which a text may lie somewhere: as it is, and as programs write it. */
function spellingsOf(text: string): readonly { readonly how: string; readonly text: string; readonly anyCase: boolean }[] {
  const utf8 = Buffer.from(text, 'utf8');
  const utf16 = Buffer.from(text, 'utf16le');
  const escaped = (form: (code: string, character: string) => string): string =>
    [...text].map((character) => form((character.codePointAt(0) ?? 0).toString(16), character)).join('');
  const isPlain = (character: string): boolean => /[\w.@ -]/.test(character);
  return [
    { how: 'plain', text, anyCase: true },
    { how: 'percent-encoded', text: encodeURIComponent(text), anyCase: true },
    { how: 'form-encoded', text: encodeURIComponent(text).replaceAll('%20', '+'), anyCase: true },
    { how: 'JSON', text: JSON.stringify(text).slice(1, -1), anyCase: true },
    {
      how: 'JSON in ASCII',
      text: escaped((code, character) => (isPlain(character) ? character : `\\u${code.padStart(4, '0')}`)),
      anyCase: true,
    },
    { how: 'HTML', text: text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;'), anyCase: true },
    {
      how: 'HTML by numbers',
      text: escaped((code, character) => (isPlain(character) ? character : `&#x${code};`)),
      anyCase: true,
    },
    {
      how: 'HTML by decimal numbers',
      text: escaped((code, character) => (isPlain(character) ? character : `&#${parseInt(code, 16)};`)),
      anyCase: true,
    },
    { how: 'hex', text: utf8.toString('hex'), anyCase: true },
    { how: 'UTF-16', text: utf16.toString('latin1'), anyCase: true },
    { how: 'UTF-16 in hex', text: utf16.toString('hex'), anyCase: true },
    ...[0, 1, 2].flatMap((shift) =>
      base64At(utf8, shift).map((part) => ({ how: `base64, shifted by ${shift}`, text: part, anyCase: false })),
    ),
  ];
}

/** What of the base64 of a longer text is certain to appear, where `bytes` begin `shift` bytes into a group of three. */
function base64At(bytes: Buffer, shift: number): string[] {
  const whole = Buffer.concat([Buffer.alloc(shift), bytes]);
  const certain = whole.toString('base64').replace(/=+$/, '');
  const from = shift === 0 ? 0 : shift + 1;
  const upTo = Math.floor((whole.length * 8) / 6);
  const part = certain.slice(from, upTo);
  return [part, part.replaceAll('+', '-').replaceAll('/', '_')];
}

/** Where traces of the canaries are found in a text, and how they are written there. */
export function tracesIn(where: string, haystack: string, canaries: readonly string[]): string[] {
  const lower = haystack.toLowerCase();
  const spelt = canaries.flatMap((canary) =>
    [canary, canary.normalize('NFD'), canary.toLowerCase()].flatMap((form) => spellingsOf(form)),
  );
  const found = spelt.filter(({ text, anyCase }) => (anyCase ? lower.includes(text.toLowerCase()) : haystack.includes(text)));
  return [...new Set(found.map(({ how, text }) => `${where}: ${text} (${how})`))];
}

/** As {@link tracesIn}, in every value of every row. */
export function tracesInRows(dump: Readonly<Record<string, readonly Row[]>>, canaries: readonly string[]): string[] {
  return Object.entries(dump).flatMap(([table, rows]) =>
    tracesIn(table, rows.flatMap((row) => Object.values(row).map(asText)).join('\n'), canaries),
  );
}

function asText(value: unknown): string {
  if (value instanceof Uint8Array) return `${Buffer.from(value).toString('latin1')}\n${Buffer.from(value).toString('utf8')}`;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
