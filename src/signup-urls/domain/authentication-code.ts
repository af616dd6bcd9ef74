/** What an applicant must type at a sign-up URL that asks for a code. Any one of a URL's codes admits. */
export interface AuthenticationCode {
  /** UUIDv7. Stays when the code is removed: applications name it. */
  readonly id: string;
  /** As staff wrote it, trimmed, NFKC. */
  readonly code: string;
  readonly label: string | null;
  /** Taken off the URL: admits nobody any more. */
  readonly removed: boolean;
}

/** Characters a code has. */
export const CODE_LENGTH = { minimum: 4, maximum: 64 } as const;

/** The most codes that a sign-up URL has at a time. */
export const MOST_CODES = 10;

/** A code as it is compared: whoever reads it from a poster types other widths, cases, and spaces around it. */
export function comparableCode(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}
