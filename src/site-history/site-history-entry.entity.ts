import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { type HistoryActorKind } from './domain/history-actor';
import { type HistorySubject } from './domain/history-subject';

/** One change of one thing on a site. Rows are only added (one may grow while its own request still goes on), and understood without any other table. */
@Entity('site_history')
@Index('ix_site_history_subject', ['siteId', 'subject', 'id'])
@ForeignKey('Site', ['siteId'], ['id'], { name: 'fk_site_history_site', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
export class SiteHistoryEntry {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  siteId: string;

  /** UUIDv7: the order of ids is the order of events. */
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id: string;

  @Column({ type: 'datetime', precision: 3 })
  at: Date;

  /** What was changed. */
  @Column({ type: 'varchar', length: 40 })
  subject: HistorySubject;

  @Column({ type: 'varchar', length: 10 })
  actorKind: HistoryActorKind;

  /** The member of staff; null for the service itself. */
  @Column({ type: 'varchar', length: 36, nullable: true })
  actorId: string | null;

  /** As they were called then. */
  @Column({ type: 'varchar', length: 100, nullable: true })
  actorName: string | null;

  @Column({ type: 'varchar', length: 64, nullable: true })
  requestId: string | null;

  /** As JSON: a list of field, from, to. */
  @Column({ type: 'text' })
  changes: string;
}
