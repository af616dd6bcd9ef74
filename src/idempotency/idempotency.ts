import { createHash, createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, HOURS, later, SECONDS } from '../platform/clock/clock';
import { Config } from '../platform/config/config';
import { Keys } from '../platform/crypto/keys';
import { seal, unseal } from '../platform/crypto/sealed-box';
import { isDatabaseAway } from '../platform/database/database-errors';
import { Contention, Transactions, type Tx } from '../platform/database/transactions';
import { Ids } from '../platform/ids/ids';
import { Log } from '../platform/logging/log';
import { DomainError } from '../platform/problem/domain-error';
import { ValidationFailed } from '../platform/problem/validation-failed';
import { canonicalJson } from './canonical-json';
import { type IdempotentRequest } from './idempotent-request.entity';
import { IdempotentRequestStore } from './idempotent-request.store';

const LEASE = 60 * SECONDS;
const ACCEPTABLE_KEY = /^[\x21-\x7e]{1,200}$/;

export interface KeyedRequest {
  readonly siteId: string;
  /** Keys of different scopes never meet: the operation, and the caller where there is one. */
  readonly scope: string;
  /** As sent; undefined: the request is carried out without ado. */
  readonly key: string | undefined;
  readonly body: object;
}

/**
 * To be called in the transaction of the effect: effect and answer are kept together, or neither is. `aboutId`: what the answer tells of, see
 * {@link Idempotency.forgetAbout}.
 */
export type Complete<T> = (tx: Tx, answer: T, aboutId: string) => Promise<void>;

/**
 * Lets clients repeat a request they do not know the fate of: with the same
 * `Idempotency-Key` it takes effect once, and gets the first answer again, for
 * 24 hours, or as long as the deployment says. A refused request had no effect
 * and does not use up its key.
 *
 * After draft-ietf-httpapi-idempotency-key-header.
 */
@Injectable()
export class Idempotency {
  constructor(
    private readonly requests: IdempotentRequestStore,
    private readonly transactions: Transactions,
    private readonly keys: Keys,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly log: Log,
    private readonly config: Config,
  ) {}

  /**
   * Carries out `work`, or gives the answer it gave before.
   *
   * Throws `idempotency-key-in-use` while the first request is running,
   * `idempotency-key-reused` when it had another body, `validation-failed` for
   * a key that is not 1 to 200 visible ASCII characters.
   */
  async run<T extends object>(request: KeyedRequest, work: (complete: Complete<T>) => Promise<T>): Promise<T> {
    if (request.key === undefined) {
      return work(() => Promise.resolve());
    }
    const attempt = this.attemptOf(request, request.key);
    const answer = await this.transactions
      .run((tx) => this.begin(tx, attempt, request.body))
      .catch((error: unknown) => {
        if (isDatabaseAway(error)) {
          this.forgetLater(attempt);
        }
        throw error;
      });
    return answer === null ? this.carryOut(attempt, work) : (JSON.parse(answer) as T);
  }

  /** What was answered about these is gone, and their keys are new: for what nothing may be left of. */
  forgetAbout(tx: Tx, siteId: string, aboutIds: readonly string[]): Promise<void> {
    return this.requests.forgetAbout(tx, siteId, aboutIds);
  }

  /** Deletes up to `most` keys whose time is over, 500 at most; answers how many. */
  purge(tx: Tx, now: Date, most: number): Promise<number> {
    return this.requests.purge(tx, now, most);
  }

  private async carryOut<T extends object>(attempt: IdempotentRequest, work: (complete: Complete<T>) => Promise<T>): Promise<T> {
    try {
      return await work((tx, result, aboutId) => this.complete(tx, attempt, { result, aboutId }));
    } catch (error) {
      await this.transactions
        .run((tx) => this.requests.forget(tx, attempt))
        .catch(() => {
          this.forgetLater(attempt);
        });
      throw error;
    }
  }

  // The key is to be free as soon as the database is back, not only when the lease ends. Nobody waits for it.
  private forgetLater(attempt: IdempotentRequest): void {
    this.transactions
      .persistently(
        (tx) => this.requests.forget(tx, attempt),
        () => this.clock.now() > attempt.leaseUntil,
      )
      .catch((error: unknown) => {
        this.log.warn('an idempotency key stays in use until its lease ends', { err: error });
      });
  }

  // The answer given before, or null when this attempt is the one to carry out the request.
  private async begin(tx: Tx, attempt: IdempotentRequest, body: KeyedRequest['body']): Promise<string | null> {
    const known = await this.requests.findLocked(tx, attempt);
    if (known === null) {
      if (!(await this.requests.add(tx, attempt))) {
        throw new Contention();
      }
      return null;
    }
    const now = this.clock.now();
    if (known.expiresAt <= now) {
      await this.requests.restart(tx, attempt);
      return null;
    }
    if (!this.keys.accepted('idempotent-bodies').some((key) => hashOf(body, key) === known.bodyHash)) {
      throw new DomainError(
        'idempotency-key-reused',
        'This key came with another request before. Use a new key for each request.',
      );
    }
    return this.resume(tx, known, attempt, now);
  }

  private async resume(tx: Tx, known: IdempotentRequest, attempt: IdempotentRequest, now: Date): Promise<string | null> {
    if (known.sealedAnswer !== null) {
      return unseal(this.keys.accepted('idempotent-answers'), known.sealedAnswer) ?? this.restart(tx, attempt);
    }
    if (known.leaseUntil > now) {
      throw new DomainError('idempotency-key-in-use', 'The first request with this key is still running. Ask again in a moment.');
    }
    return this.restart(tx, attempt);
  }

  private async restart(tx: Tx, attempt: IdempotentRequest): Promise<null> {
    await this.requests.restart(tx, attempt);
    return null;
  }

  private async complete(
    tx: Tx,
    attempt: IdempotentRequest,
    { result, aboutId }: { readonly result: object; readonly aboutId: string },
  ): Promise<void> {
    const sealedAnswer = seal(this.keys.for('idempotent-answers'), JSON.stringify(result));
    if (!(await this.requests.complete(tx, attempt, { sealedAnswer, aboutId }))) {
      throw new DomainError('idempotency-key-in-use', 'Another request with this key has taken over.');
    }
  }

  private attemptOf({ siteId, scope, body }: KeyedRequest, key: string): IdempotentRequest {
    if (!ACCEPTABLE_KEY.test(key)) {
      throw new ValidationFailed([{ pointer: '#/Idempotency-Key', fault: { code: 'invalid-characters' } }]);
    }
    const now = this.clock.now();
    return {
      siteId,
      scope,
      keyHash: createHash('sha256').update(key).digest('hex'),
      bodyHash: hashOf(body, this.keys.for('idempotent-bodies')),
      sealedAnswer: null,
      aboutId: null,
      attemptId: this.ids.next(),
      leaseUntil: later(now, LEASE),
      expiresAt: later(now, this.config.retention.idempotencyKeysInHours * HOURS),
    };
  }
}

// Keyed, because a body may hold a password: a plain hash of it could be guessed.
function hashOf(body: KeyedRequest['body'], key: Buffer): string {
  return createHmac('sha256', key).update(canonicalJson(body)).digest('hex');
}
