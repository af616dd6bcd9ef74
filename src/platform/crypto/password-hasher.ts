import { availableParallelism } from 'node:os';
import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { SECONDS } from '../clock/clock';
import { abandonmentOfRequest } from '../logging/request-scope';
import { Metrics } from '../metrics/metrics';
import { HashingQueue } from './hashing-queue';

// OWASP Password Storage Cheat Sheet: argon2id with at least 19 MiB, 2 iterations, 1 lane.
// The package's enum is ambient, which isolated modules cannot read.
const ARGON2ID_VARIANT = 2;
const ARGON2ID = { algorithm: ARGON2ID_VARIANT, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

// A core does some 60 hashes a second and the thread pool of libuv, which does them, has 4 threads: more at once would take
// longer each. Who is the last to be let in waits a second or two.
const THREADS = 4;
const AT_ONCE = Math.min(availableParallelism(), THREADS);
const PLACES = { atOnce: AT_ONCE, mostWaiting: 64 * AT_ONCE, longestWaitInMs: 5 * SECONDS };

/**
 * Hashes passwords off the event loop. Takes the password as the rules left it (NFKC).
 *
 * Only so many wait: beyond that all methods throw `overloaded`, whoever asks.
 */
@Injectable()
export class PasswordHasher {
  private readonly queue = new HashingQueue(PLACES);
  private readonly hashOfNobody = hash('the password of nobody', ARGON2ID);

  constructor(metrics: Metrics) {
    const { queue } = this;
    metrics.gauge({
      name: 'matricula_password_hashing_waiting',
      help: 'Passwords that wait to be hashed or checked.',
      collect: (gauge) => {
        gauge.set(queue.waiting);
      },
    });
    metrics.gauge({
      name: 'matricula_password_hashing_refused',
      help: 'Passwords not hashed or checked since the start, because too many waited.',
      collect: (gauge) => {
        gauge.set(queue.refused);
      },
    });
  }

  hash(password: string): Promise<string> {
    return this.queue.run(() => hash(password, ARGON2ID), abandonmentOfRequest());
  }

  /**
   * Whether `password` is the one behind `passwordHash`. Without a hash (nobody
   * by that name) the answer is no, after the same work: the time it takes must
   * not tell who exists.
   */
  async matches(password: string, passwordHash: string | null): Promise<boolean> {
    const known = passwordHash ?? (await this.hashOfNobody);
    const matches = await this.queue.run(() => verify(known, password), abandonmentOfRequest());
    return matches && passwordHash !== null;
  }
}
