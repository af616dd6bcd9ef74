/** One public key (RFC 7517). */
export class JwkResponse {
  /** @example 'EC' */
  kty: string;

  /** @example 'P-256' */
  crv: string;

  /** @example 'gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0' */
  x: string;

  /** @example 'SLW_xSffzlPWrHEVI30DHM_4egVwt3NQqeUD7nMFpps' */
  y: string;

  /** Name of the key, as in the header of tokens. */
  kid: string;

  /** @example 'ES256' */
  alg: string;

  /** @example 'sig' */
  use: string;
}

export class JwksResponse {
  /** Newest first. */
  keys: JwkResponse[];
}
