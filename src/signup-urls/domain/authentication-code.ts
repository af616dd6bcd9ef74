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
