import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { type TargetLimitKind } from './rate-limits';

/** Room for the moments that the widest limit remembers; see the spec. */
export const GRANTED_AT_LENGTH = 500;

/**
 * When something last happened to one target. Tells nothing of a person:
 * addresses are keyed hashes, everything else opaque ids. Rows are short-lived
 * and belong to nobody, hence no foreign key.
 */
@Entity('target_limits')
@Index('ix_target_limits_last_asked_at', ['lastAskedAt'])
export class TargetLimit {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  siteId: string;

  @PrimaryColumn({ type: 'varchar', length: 30 })
  kind: TargetLimitKind;

  @PrimaryColumn({ type: 'varchar', length: 64 })
  target: string;

  /** The latest that were granted, in milliseconds since 1970, separated by commas; as many as the limit counts. */
  @Column({ type: 'varchar', length: GRANTED_AT_LENGTH })
  grantedAt: string;

  /** No grant is younger: long after it, the row says nothing any more. */
  @Column({ type: 'datetime', precision: 3 })
  lastAskedAt: Date;
}
