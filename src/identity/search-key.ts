const LONGEST_KEY = 60;

/** A name or code, or the beginning of one, as it is searched and sorted: NFKC, lower case, trimmed, at most 60 code points. */
export function searchKey(text: string): string {
  return Array.from(text.normalize('NFKC').toLowerCase().trim()).slice(0, LONGEST_KEY).join('').trim();
}
