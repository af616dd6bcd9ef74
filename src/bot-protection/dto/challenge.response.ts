import { type ProofOfWorkChallenge } from '../proof-of-work';

/** What the work is about. */
export class ChallengeParametersResponse {
  /** @example 'PBKDF2/SHA-256' */
  algorithm: string;

  /** @example 'f3c1a5d2b7e84609f3c1a5d2b7e84609' */
  nonce: string;

  /** @example '09f3c1a5d2b7e84609f3c1a5d2b7e846' */
  salt: string;

  /** @example 2000 */
  cost: number;

  /** @example 32 */
  keyLength: number;

  /** @example '5d2b7e84609f3c1a5d2b7e84609f3c1a' */
  keyPrefix: string;

  keySignature: string;

  /**
   * In seconds since 1970. Later it is worth nothing.
   * @example 1780000000
   */
  expiresAt: number;

  /** Send it back as it is. */
  data: Record<string, number>;
}

/** In the form of ALTCHA (version 2 of its proof of work): its widget takes it as it is, and makes `challenge` of it. */
export class ChallengeResponse {
  parameters: ChallengeParametersResponse;

  signature: string;

  static from({ parameters, signature }: ProofOfWorkChallenge): ChallengeResponse {
    const { algorithm, nonce, salt, cost, keyLength, keyPrefix, keySignature, expiresAt, data } = parameters;
    return { parameters: { algorithm, nonce, salt, cost, keyLength, keyPrefix, keySignature, expiresAt, data }, signature };
  }
}
