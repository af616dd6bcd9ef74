import { type FieldFaultCode } from '../platform/problem/field-fault';

// The order is that of precedence: the first reason found is the one told.
// Every pattern is one character class, so the time is linear in the text.
const REASONS: readonly (readonly [FieldFaultCode, RegExp])[] = [
  // A surrogate without its partner is no character (Unicode D75) and cannot be stored as UTF-8.
  // U+FFFC and U+FFFD stand where another program lost one; noncharacters never come from a keyboard.
  ['broken-characters', /[\p{Surrogate}\p{Noncharacter_Code_Point}\uFFFC\uFFFD]/u],
  ['line-break', /[\n\v\f\r\u0085\u2028\u2029]/],
  ['control-characters', /\p{Control}/u],
  // Embeddings, overrides, isolates and marks (UAX #9) make a text read otherwise than it is stored.
  ['text-direction-characters', /\p{Bidi_Control}/u],
  // Zero-width characters, soft hyphen, fillers, tags, byte order mark, annotations.
  ['invisible-characters', /[\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]/u],
];

/** Why a text is not what it looks like, if it is not: characters nobody sees, or that are none. */
export function findUnseenCharacters(text: string): FieldFaultCode | undefined {
  return REASONS.find(([, pattern]) => pattern.test(text))?.[0];
}
