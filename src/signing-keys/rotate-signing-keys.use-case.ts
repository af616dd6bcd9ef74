import { Injectable } from '@nestjs/common';
import { Clock, later } from '../platform/clock/clock';
import { Keys } from '../platform/crypto/keys';
import { Transactions, type Tx } from '../platform/database/transactions';
import { Ids } from '../platform/ids/ids';
import { publishedKeys, PUBLISHED_AHEAD_IN_MS, signingKey } from './domain/key-life';
import { newSigningKey } from './new-signing-key';
import { SigningKey } from './signing-key.entity';

/** What was done about the keys. */
export interface Rotation {
  /** The key that signs next, if another than before does. */
  readonly next: Pick<SigningKey, 'id' | 'signsFrom'> | null;
  /** Names of keys that are no more. */
  readonly removed: readonly string[];
}

/**
 * Puts a new signing key in the place of the present one. Nobody is logged out
 * and no front end sees a token it cannot verify: the new key is published ten
 * minutes before it signs, the old one for an hour after it did.
 */
@Injectable()
export class RotateSigningKeys {
  constructor(
    private readonly transactions: Transactions,
    private readonly keys: Keys,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** Removes keys that are not published any more as well. Does nothing but that while a new key waits for its time already. */
  execute(): Promise<Rotation & { readonly isWaiting: boolean }> {
    const now = this.clock.now();
    return this.transactions.run(async (tx) => {
      const all = await this.all(tx);
      const published = new Set(publishedKeys(all, now).map(({ id }) => id));
      const removed = all.map(({ id }) => id).filter((id) => !published.has(id));
      await this.remove(tx, removed);
      const waiting = all.find(({ signsFrom }) => signsFrom > now);
      const next = waiting ?? (await this.add(tx, all.length === 0 ? now : later(now, PUBLISHED_AHEAD_IN_MS)));
      return { next, removed, isWaiting: waiting !== undefined };
    });
  }

  /**
   * Takes a key away that somebody else may have: tokens signed with it count nowhere any more as soon as each replica
   * has looked again, within a minute. When it was the one that signs, a new one does so at once.
   * Null: there is no such key.
   */
  revoke(id: string): Promise<Rotation | null> {
    const now = this.clock.now();
    return this.transactions.run(async (tx) => {
      const all = await this.all(tx);
      if (!all.some((key) => key.id === id)) {
        return null;
      }
      await this.remove(tx, [id]);
      const isSigning = signingKey(all, now)?.id === id;
      return { next: isSigning ? await this.add(tx, now) : null, removed: [id] };
    });
  }

  private all(tx: Tx): Promise<SigningKey[]> {
    return tx.find(SigningKey, { order: { signsFrom: 'DESC', id: 'DESC' } });
  }

  private async remove(tx: Tx, ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      await tx.delete(SigningKey, { id });
    }
  }

  private async add(tx: Tx, signsFrom: Date): Promise<SigningKey> {
    const key = newSigningKey(this.ids.next(), { createdAt: this.clock.now(), signsFrom }, this.keys);
    await tx.insert(SigningKey, key);
    return key;
  }
}
