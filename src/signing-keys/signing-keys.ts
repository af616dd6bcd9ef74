import { createPrivateKey, createPublicKey, generateKeyPairSync, type JsonWebKey, type KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock, later, MINUTES, SECONDS } from '../platform/clock/clock';
import { Keys } from '../platform/crypto/keys';
import { seal, unseal } from '../platform/crypto/sealed-box';
import { Transactions } from '../platform/database/transactions';
import { Ids } from '../platform/ids/ids';
import { SigningKey } from './signing-key.entity';

export interface KeyPair {
  readonly id: string;
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
    const [newest] = await this.all(KNOWN_FOR);
    return newest ?? this.make();
  }

  /** The key by the name a token's header gives, or null. */
  async find(id: string): Promise<KeyPair | null> {
    const named = (keys: readonly KeyPair[]): KeyPair | undefined => keys.find((key) => key.id === id);
    return named(await this.all(KNOWN_FOR)) ?? named(await this.all(SHORTEST_PAUSE_BETWEEN_LOOKS)) ?? null;
  }

  /** The public halves, newest first. */
  async publicJwks(): Promise<JsonWebKey[]> {
    await this.current();
    return this.known.map((key) => key.publicJwk);
  }

  private async all(freshFor: number): Promise<readonly KeyPair[]> {
    if (this.known.length === 0 || later(this.readAt, freshFor) < this.clock.now()) {
      const rows = await this.dataSource.manager.find(SigningKey, { order: { id: 'DESC' } });
      this.known = rows.flatMap((row) => this.open(row));
      this.readAt = this.clock.now();
    }
    return this.known;
  }

  // A key sealed under a secret that is no more cannot sign or vouch for anything.
  private open(row: SigningKey): KeyPair[] {
    const pem = unseal(this.keys.for('signing-keys-at-rest'), row.sealedPrivateKey);
    if (pem === null) {
      return [];
    }
    const privateKey = createPrivateKey(pem);
    return [
      { id: row.id, privateKey, publicKey: createPublicKey(privateKey), publicJwk: JSON.parse(row.publicJwk) as JsonWebKey },
    ];
  }

  private async make(): Promise<KeyPair> {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const id = this.ids.next();
    const publicJwk = { ...publicKey.export({ format: 'jwk' }), kid: id, alg: 'ES256', use: 'sig' };
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    await this.transactions.run((tx) =>
      tx.insert(SigningKey, {
        id,
        publicJwk: JSON.stringify(publicJwk),
        sealedPrivateKey: seal(this.keys.for('signing-keys-at-rest'), pem),
        createdAt: this.clock.now(),
      }),
    );
    const made = { id, privateKey, publicKey, publicJwk };
    this.known = [made, ...this.known];
    return made;
  }
}
