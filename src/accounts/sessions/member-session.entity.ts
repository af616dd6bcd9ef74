import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A member is logged in somewhere. Says nothing of where: what is not needed is not kept. */
@Entity('member_sessions')
@Index('ix_member_sessions_account', ['siteId', 'accountId', 'id'])
@Index('ix_member_sessions_expires_at', ['expiresAt'])
@ForeignKey('Account', ['siteId', 'accountId'], ['siteId', 'id'], {
  name: 'fk_member_sessions_account',
  onDelete: 'CASCADE',
  onUpdate: 'NO ACTION',
})
export class MemberSession {
  /** What access tokens call `sid`. */
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id: string;

  @Column({ type: 'varchar', length: 36 })
  siteId: string;

  @Column({ type: 'varchar', length: 36 })
  accountId: string;

  /** As in sessions of staff: who knows this half holds, or held, a refresh token of the session. */
  @Column({ type: 'varchar', length: 64 })
  familyHash: string;

  /** Of the half that counts now. */
  @Column({ type: 'varchar', length: 64 })
  refreshHash: string;

  /** Of the one before; null until the first refresh. */
  @Column({ type: 'varchar', length: 64, nullable: true })
  previousRefreshHash: string | null;

  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;

  /** The latest log-in or refresh. */
  @Column({ type: 'datetime', precision: 3 })
  lastUsedAt: Date;

  @Column({ type: 'datetime', precision: 3 })
  expiresAt: Date;
}
