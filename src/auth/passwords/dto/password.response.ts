/** The same whether or not somebody has the address. */
export class PasswordResetResponse {
  /** @example 'accepted' */
  outcome: 'accepted';
}
