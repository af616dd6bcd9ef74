import { type Checked, refused, valid } from '../../platform/problem/field-fault';

// RFC 5646, 4.4.1: every tag in use fits; and it is what the column holds.
export const LONGEST_TAG = 35;

/**
 * A language by its BCP 47 tag, such as `ja`, `en-GB` or `zh-Hant`; kept in
 * the canonical spelling. Well-formed is enough: a register of living
 * languages would leave somebody's out.
 */
export function checkLanguage(raw: string): Checked<string> {
  const tag = raw.trim();
  const canonical = tag.length <= LONGEST_TAG ? canonicalTag(tag) : undefined;
  return canonical !== undefined && canonical.length <= LONGEST_TAG ? valid(canonical) : refused('language-unknown');
}

function canonicalTag(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}
