import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { type HistoryActorKind } from './domain/history-actor';
import { type HistoryEvent, type HistorySubject } from './domain/history-subject';

/** Something that happened on a site. Rows are only added, and understood without any other table. Nothing of applicants but opaque ids. */
@Entity('site_history')
@Index('ix_site_history_subject', ['siteId', 'subject', 'id'])
@Index('ix_site_history_about', ['siteId', 'aboutId', 'id'])
@Index('ix_site_history_actor', ['siteId', 'actorId', 'id'])
@Index('ix_site_history_actor_subject', ['siteId', 'actorId', 'subject', 'id'])
@ForeignKey('Site', ['siteId'], ['id'], { name: 'fk_site_history_site', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
export class SiteHistoryEntry {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  siteId: string;

  /** UUIDv7: the order of ids is the order of events. */
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id: string;

  /** The moment that the id says as well. */
  @Column({ type: 'datetime', precision: 3 })
  at: Date;

  /** What it happened to. */
  @Column({ type: 'varchar', length: 40 })
  subject: HistorySubject;

  /** What happened. */
  @Column({ type: 'varchar', length: 30, default: 'change' })
  event: HistoryEvent;

  /** Which one of its kind; null where there is but one, or were many. */
  @Column({ type: 'varchar', length: 36, nullable: true })
  aboutId: string | null;

  @Column({ type: 'varchar', length: 10 })
  actorKind: HistoryActorKind;

  /** The member of staff, or the API key; null for the service itself. */
  @Column({ type: 'varchar', length: 36, nullable: true })
  actorId: string | null;

  /** As they were called then. */
  @Column({ type: 'varchar', length: 100, nullable: true })
  actorName: string | null;

  /** From where: the address of the client. */
  @Column({ type: 'varchar', length: 45, nullable: true })
  address: string | null;

  @Column({ type: 'varchar', length: 64, nullable: true })
  requestId: string | null;

  /** As JSON: a list of field, from, to. */
  @Column({ type: 'text' })
  changes: string;
}
