import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

export type ActorKind = 'applicant' | 'staff' | 'system';

/**
 * One move of one application. Rows are only ever added, and hold nothing of
 * the applicant but what reviewers wrote. They outlive the application, without
 * that, for as long as the site says.
 */
@Entity('application_history')
@Index('ix_application_history_ended', ['siteId', 'toStatus', 'at'])
@ForeignKey('Site', ['siteId'], ['id'], { name: 'fk_application_history_site', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
export class ApplicationHistory {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  siteId: string;

  @PrimaryColumn({ type: 'varchar', length: 36 })
  applicationId: string;

  /** UUIDv7: the order of ids is the order of events. */
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id: string;

  @Column({ type: 'datetime', precision: 3 })
  at: Date;

  @Column({ type: 'varchar', length: 30 })
  event: string;

  /** Null for the first row of all. */
  @Column({ type: 'varchar', length: 20, nullable: true })
  fromStatus: string | null;

  @Column({ type: 'varchar', length: 20 })
  toStatus: string;

  @Column({ type: 'varchar', length: 10 })
  actorKind: ActorKind;

  /** The member of staff; null for applicants and the service itself. */
  @Column({ type: 'varchar', length: 36, nullable: true })
  actorId: string | null;

  /** Why, as the applicant was told or would have been. */
  @Column({ type: 'varchar', length: 1000, nullable: true })
  reason: string | null;

  /** Which reason of the site's catalogue that was; null for one in the reviewer's own words. */
  @Column({ type: 'varchar', length: 40, nullable: true })
  reasonKey: string | null;

  /** What the reviewer noted for colleagues. Never shown to the applicant. */
  @Column({ type: 'varchar', length: 2000, nullable: true })
  note: string | null;

  @Column({ type: 'varchar', length: 64, nullable: true })
  requestId: string | null;
}
