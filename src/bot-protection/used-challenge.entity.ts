import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A challenge that somebody has applied with, until it would have expired. Tells nothing of a person. */
@Entity('used_challenges')
@Index('ix_used_challenges_expires_at', ['expiresAt'])
@ForeignKey('Site', ['siteId'], ['id'], { name: 'fk_used_challenges_site', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
export class UsedChallenge {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  siteId: string;

  /** SHA-256 of what is single in it, base64url. */
  @PrimaryColumn({ type: 'varchar', length: 43 })
  challengeHash: string;

  @Column({ type: 'datetime', precision: 3 })
  expiresAt: Date;
}
