import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A request that came with an `Idempotency-Key`, and its answer once there is one. Nothing of it can be read without the service's secret. */
@Entity('idempotent_requests')
@Index('ix_idempotent_requests_expires_at', ['expiresAt'])
@Index('ix_idempotent_requests_about', ['siteId', 'aboutId'])
@ForeignKey('Site', ['siteId'], ['id'], {
  name: 'fk_idempotent_requests_site',
  onDelete: 'CASCADE',
  onUpdate: 'NO ACTION',
})
export class IdempotentRequest {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  siteId: string;

  /** Whose keys these are: the operation, and the caller where there is one. */
  @PrimaryColumn({ type: 'varchar', length: 60 })
  scope: string;

  @PrimaryColumn({ type: 'varchar', length: 64 })
  keyHash: string;

  /** HMAC of the body: the same key with another body is a mistake of the client's. */
  @Column({ type: 'varchar', length: 64 })
  bodyHash: string;

  /** The answer, encrypted; null while the first request is still running. */
  @Column({ type: 'text', nullable: true })
  sealedAnswer: string | null;

  /** What the answer tells of, an application for example: goes when that goes. Null while there is no answer, and where it tells of nobody. */
  @Column({ type: 'varchar', length: 36, nullable: true })
  aboutId: string | null;

  /** Which attempt is running: an older one that wakes up late can complete nothing. */
  @Column({ type: 'varchar', length: 36 })
  attemptId: string;

  /** Until when a running attempt is believed to be alive. */
  @Column({ type: 'datetime', precision: 3 })
  leaseUntil: Date;

  @Column({ type: 'datetime', precision: 3 })
  expiresAt: Date;
}
