import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** Why somebody was mailed a link to choose a password with. */
export type LinkPurpose = 'invitation' | 'password-reset';

/**
 * A mailed link to choose a password with, as long as it counts: using it takes
 * the row away. Of one purpose a person has one at most. No foreign key: where
 * nobody has the address the same is written, and undone.
 */
@Entity('staff_links')
@Index('ix_staff_links_expires_at', ['expiresAt'])
@Unique('uq_staff_links_purpose', ['staffId', 'purpose'])
export class StaffLink {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id: string;

  @Column({ type: 'varchar', length: 36 })
  staffId: string;

  @Column({ type: 'varchar', length: 20 })
  purpose: LinkPurpose;

  @Column({ type: 'datetime', precision: 3 })
  expiresAt: Date;
}
