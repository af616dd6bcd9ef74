import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { type Pace } from './domain/pace';

/** How one of a site's staff wants to hear of waiting applications. Who has never said so has no row; it goes with the membership. */
@Entity('staff_notifications')
@Index('ix_staff_notifications_pace', ['pace', 'siteId', 'staffId'])
@ForeignKey('StaffMembership', ['siteId', 'staffId'], ['siteId', 'staffId'], {
  name: 'fk_staff_notifications_membership',
  onDelete: 'CASCADE',
  onUpdate: 'NO ACTION',
})
export class StaffNotification {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  siteId: string;

  @PrimaryColumn({ type: 'varchar', length: 36 })
  staffId: string;

  @Column({ type: 'varchar', length: 20 })
  pace: Pace;

  @Column({ type: 'datetime', precision: 3 })
  chosenAt: Date;

  /** Up to when the latest digest told; null before the first one. Whatever the pace has been since. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  lastDigestAt: Date | null;
}
