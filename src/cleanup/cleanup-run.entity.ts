import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Whose idea a run was: the schedule’s, or a person’s. */
export type AskedBy = 'schedule' | 'person';

/** `switched-off`: the site had switched deletion off by then, and nothing was done. */
export type CleanupOutcome = 'succeeded' | 'switched-off';

/** One run of the removal of unactivated applications on one site. Says nothing of whom it removed. */
@Entity('cleanup_runs')
@Index('ix_cleanup_runs_ended_at', ['endedAt', 'siteId'])
@Index('ix_cleanup_runs_site', ['siteId', 'endedAt'])
@ForeignKey('Site', ['siteId'], ['id'], { name: 'fk_cleanup_runs_site', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
export class CleanupRun {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  siteId: string;

  /** UUIDv7: the order of ids is the order of runs. */
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id: string;

  @Column({ type: 'varchar', length: 10 })
  askedBy: AskedBy;

  /** The member of staff; null when it was the schedule. */
  @Column({ type: 'varchar', length: 36, nullable: true })
  askedById: string | null;

  @Column({ type: 'datetime', precision: 3 })
  startedAt: Date;

  /** Null while it is not over; what was interrupted goes on with the next run of the job. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  endedAt: Date | null;

  /** How many applications it has removed; written with each batch. */
  @Column({ type: 'integer' })
  removed: number;

  @Column({ type: 'varchar', length: 20, nullable: true })
  outcome: CleanupOutcome | null;
}
