import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Challenge, createChallenge, randomInt, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { later, MINUTES, SECONDS } from '../platform/clock/clock';
import { Keys } from '../platform/crypto/keys';
import { type FieldFaultCode } from '../platform/problem/field-fault';
import { readSolution, type SignedParameters } from './domain/proof-of-work-solution';

/** Long enough to fill in the rest of the form; the widget asks for another one when it is over. */
const GOOD_FOR_MS = 10 * MINUTES;

/**
 * How much work it is: a key is derived over and over, so often as a number in
 * this range says that only we know. Some 2,000 times half a millisecond: a
 * second of one core, a quarter of that with the workers that the widget
 * starts, and three or four times as much on a slow telephone. What an
 * application costs us (a password hash of some 15 ms) is far below. The upper
 * end is bounded, other than with "so many leading zeros", where somebody
 * unlucky waits for ever.
 */
const WORK = { algorithm: 'PBKDF2/SHA-256', cost: 2000, from: 1000, to: 3000 } as const;

/** A challenge as ALTCHA's widget takes it. */
export interface ProofOfWorkChallenge {
  readonly parameters: SignedParameters & { readonly expiresAt: number };
  readonly signature: string;
}

export type ProofOfWorkVerdict =
  { readonly ok: true; readonly id: string; readonly expiresAt: Date } | { readonly ok: false; readonly code: FieldFaultCode };

/**
 * Proof of work after ALTCHA (version 2): nothing outside is asked, and nothing
 * is stored of a challenge until it is used.
 *
 * A challenge is signed under a key of its site, so that one of another site
 * has a wrong signature here. Its expiry is judged by our own clock (ADR 22),
 * which the library would not: it is signed in `data`, and what stands in
 * `expiresAt`, unsigned, is for the widget alone.
 */
@Injectable()
export class ProofOfWork {
  constructor(private readonly keys: Keys) {}

  async challenge(siteId: string, now: Date): Promise<ProofOfWorkChallenge> {
    const expires = Math.floor(later(now, GOOD_FOR_MS).getTime() / SECONDS);
    const { algorithm, cost, from, to } = WORK;
    const counter = randomInt(to, from);
    const made = await createChallenge({
      algorithm,
      cost,
      counter,
      deriveKey,
      data: { expires },
      ...secretsOf(this.keys.for('challenges'), siteId),
    });
    const { signature, parameters } = made as Challenge & ProofOfWorkChallenge;
    return { parameters: { ...parameters, expiresAt: expires }, signature };
  }

  /** Whether `answer`, of any shape, solves a challenge of the site that has not expired. Whether it was used before is another question. */
  async judge(siteId: string, answer: string, now: Date): Promise<ProofOfWorkVerdict> {
    const read = readSolution(answer);
    if (read === null) {
      return { ok: false, code: 'challenge-wrong' };
    }
    const { parameters, signature, solution } = read;
    const challenge = { parameters: { ...parameters }, signature };
    if (!(await this.isSolved(siteId, { challenge, solution }))) {
      return { ok: false, code: 'challenge-wrong' };
    }
    const expiresAt = new Date(parameters.data.expires * SECONDS);
    return expiresAt <= now ? { ok: false, code: 'challenge-over' } : { ok: true, id: parameters.nonce, expiresAt };
  }

  private async isSolved(
    siteId: string,
    answer: Pick<Parameters<typeof verifySolution>[0], 'challenge' | 'solution'>,
  ): Promise<boolean> {
    for (const key of this.keys.accepted('challenges')) {
      const { verified } = await verifySolution({ ...answer, deriveKey, ...secretsOf(key, siteId) });
      if (verified) {
        return true;
      }
    }
    return false;
  }
}

function secretsOf(key: Buffer, siteId: string): { hmacSignatureSecret: string; hmacKeySignatureSecret: string } {
  const of = (thing: string): string => createHmac('sha256', key).update(`${thing}:${siteId}`).digest('hex');
  return { hmacSignatureSecret: of('challenge'), hmacKeySignatureSecret: of('solution') };
}
