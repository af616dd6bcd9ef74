import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A key pair (ECDSA P-256) that access tokens are signed with. */
@Entity('signing_keys')
export class SigningKey {
  /** The `kid` in the header of tokens. */
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id: string;

  /** RFC 7517 JWK of the public half, as JSON. */
  @Column({ type: 'varchar', length: 500 })
  publicJwk: string;

  /** PKCS #8 of the private half, encrypted under a key derived from the service's secret. */
  @Column({ type: 'varchar', length: 1000 })
  sealedPrivateKey: string;

  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;

  /** Before then it is only published, so that who verifies tokens knows it when the first one comes. */
  @Column({ type: 'datetime', precision: 3, default: () => "'1970-01-01 00:00:00.000'" })
  signsFrom: Date;
}
