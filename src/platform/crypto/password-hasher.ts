import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';

// OWASP Password Storage Cheat Sheet: argon2id with at least 19 MiB, 2 iterations, 1 lane.
// The package's enum is ambient, which isolated modules cannot read.
const ARGON2ID_VARIANT = 2;
const ARGON2ID = { algorithm: ARGON2ID_VARIANT, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Hashes passwords off the event loop. Takes the password as the rules left it (NFKC). */
@Injectable()
export class PasswordHasher {
  private readonly hashOfNobody = this.hash('the password of nobody');

  hash(password: string): Promise<string> {
    return hash(password, ARGON2ID);
  }

  /**
   * Whether `password` is the one behind `passwordHash`. Without a hash (nobody
   * by that name) the answer is no, after the same work: the time it takes must
   * not tell who exists.
   */
  async matches(password: string, passwordHash: string | null): Promise<boolean> {
    const matches = await verify(passwordHash ?? (await this.hashOfNobody), password);
    return matches && passwordHash !== null;
  }
}
