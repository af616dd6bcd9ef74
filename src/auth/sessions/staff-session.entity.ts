import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** How a browser or program carries its session: as cookies that scripts cannot read, or as tokens it keeps itself. */
export const CARRIERS = ['token', 'cookie'] as const;

export type Carrier = (typeof CARRIERS)[number];

/** Somebody on the staff is logged in somewhere. The row is the session: without it, no token of it counts. */
@Entity('staff_sessions')
@Index('ix_staff_sessions_staff', ['staffId', 'id'])
@Index('ix_staff_sessions_expires_at', ['expiresAt'])
@ForeignKey('Staff', ['staffId'], ['id'], { name: 'fk_staff_sessions_staff', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
export class StaffSession {
  /** What access tokens call `sid`. */
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id: string;

  @Column({ type: 'varchar', length: 36 })
  staffId: string;

  @Column({ type: 'varchar', length: 10 })
  carrier: Carrier;

  /** Of the half of a refresh token that stays the same: who knows it holds, or held, a token of this session. */
  @Column({ type: 'varchar', length: 64 })
  familyHash: string;

  /** Of the half that counts now. */
  @Column({ type: 'varchar', length: 64 })
  refreshHash: string;

  /** Of the one before; null until the first refresh. */
  @Column({ type: 'varchar', length: 64, nullable: true })
  previousRefreshHash: string | null;

  /** Where it was used last: a prefix of the client's address, not the address. */
  @Column({ type: 'varchar', length: 50 })
  network: string;

  /** What the client calls itself, shortened. */
  @Column({ type: 'varchar', length: 100 })
  userAgent: string;

  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;

  /** The latest log-in or refresh. */
  @Column({ type: 'datetime', precision: 3 })
  lastUsedAt: Date;

  @Column({ type: 'datetime', precision: 3 })
  expiresAt: Date;
}
