import { createPrivateKey, createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock, later, MINUTES, SECONDS } from '../platform/clock/clock';
import { Keys } from '../platform/crypto/keys';
import { unseal } from '../platform/crypto/sealed-box';
import { Transactions } from '../platform/database/transactions';
import { Ids } from '../platform/ids/ids';
import { publishedKeys, signingKey } from './domain/key-life';
import { newSigningKey } from './new-signing-key';
import { SigningKey } from './signing-key.entity';

export interface KeyPair {
  readonly id: string;
  readonly signsFrom: Date;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly publicJwk: JsonWebKey;
}

const KNOWN_FOR = 1 * MINUTES;
const SHORTEST_PAUSE_BETWEEN_LOOKS = 2 * SECONDS;

/**
 * The keys that tokens are signed with, shared by all replicas through the
 * database. The first one is made when it is first needed; should two replicas
 * do so at once, both keys are good and the newer one signs.
 */
@Injectable()
export class SigningKeys {
  private known: readonly KeyPair[] = [];
  private readAt = new Date(0);

  constructor(
    private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
    private readonly keys: Keys,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** The key to sign with now. */
  async current(): Promise<KeyPair> {
    return signingKey(await this.all(KNOWN_FOR), this.clock.now()) ?? this.make();
  }

  /** The key by the name a token's header gives, or null: tokens of keys that were replaced a while ago do not count. */
  async find(id: string): Promise<KeyPair | null> {
    const named = (keys: readonly KeyPair[]): KeyPair | undefined => keys.find((key) => key.id === id);
    return named(await this.published(KNOWN_FOR)) ?? named(await this.published(SHORTEST_PAUSE_BETWEEN_LOOKS)) ?? null;
  }

  /** The public halves, newest first. */
  async publicJwks(): Promise<JsonWebKey[]> {
    await this.current();
    return (await this.published(KNOWN_FOR)).map((key) => key.publicJwk);
  }

  private async published(freshFor: number): Promise<readonly KeyPair[]> {
    return publishedKeys(await this.all(freshFor), this.clock.now());
  }

  private async all(freshFor: number): Promise<readonly KeyPair[]> {
    if (this.known.length === 0 || later(this.readAt, freshFor) < this.clock.now()) {
      const rows = await this.dataSource.manager.find(SigningKey, { order: { signsFrom: 'DESC', id: 'DESC' } });
      this.known = rows.flatMap((row) => this.open(row));
      this.readAt = this.clock.now();
    }
    return this.known;
  }

  // A key sealed under a secret that is no more cannot sign or vouch for anything.
  private open(row: SigningKey): KeyPair[] {
    const pem = unseal(this.keys.accepted('signing-keys-at-rest'), row.sealedPrivateKey);
    if (pem === null) {
      return [];
    }
    const privateKey = createPrivateKey(pem);
    const publicJwk = JSON.parse(row.publicJwk) as JsonWebKey;
    return [{ id: row.id, signsFrom: row.signsFrom, privateKey, publicKey: createPublicKey(privateKey), publicJwk }];
  }

  private async make(): Promise<KeyPair> {
    const now = this.clock.now();
    const row = newSigningKey(this.ids.next(), { createdAt: now, signsFrom: now }, this.keys);
    await this.transactions.run((tx) => tx.insert(SigningKey, row));
    const [made] = this.open(row);
    if (made === undefined) {
      throw new Error('a key that was sealed now cannot be opened');
    }
    this.known = [made, ...this.known];
    return made;
  }
}
