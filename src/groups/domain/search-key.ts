const LONGEST_KEY = 60;

/** A name or code as it is searched and sorted: NFKC, lower-cased, trimmed, and no longer than its column. */
export function searchKey(text: string): string {
  const key = text.normalize('NFKC').toLowerCase().trim();
  return Array.from(key).slice(0, LONGEST_KEY).join('');
}
