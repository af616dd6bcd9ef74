import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type JobPhase } from './domain/occasion';

export type JobOutcome = 'succeeded' | 'failed' | 'stopped' | 'lost';

/** How a job stands, for all processes: who runs it, and how its last run went. */
@Entity('jobs')
export class JobStanding {
  @PrimaryColumn({ type: 'varchar', length: 60 })
  name: string;

  @Column({ type: 'varchar', length: 20 })
  phase: JobPhase;

  /** The tick of the schedule that was last run for. */
  @Column({ type: 'datetime', precision: 3 })
  lastTick: Date;

  /** The number of the latest run, counted up by each: what an earlier one still wants to write is refused. */
  @Column({ type: 'integer' })
  fence: number;

  /** Which process runs it: an id made at its start. */
  @Column({ type: 'varchar', length: 36, nullable: true })
  holder: string | null;

  /** Until when the run holds the job without a sign of life. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  leaseUntil: Date | null;

  /** When the run that is under way began. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  startedAt: Date | null;

  /** How many rows it has done so far. */
  @Column({ type: 'integer' })
  rowsSoFar: number;

  /** The site that it is about, where it was asked for one. */
  @Column({ type: 'varchar', length: 36, nullable: true })
  onlySiteId: string | null;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  lastStartedAt: Date | null;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  lastEndedAt: Date | null;

  @Column({ type: 'integer', nullable: true })
  lastDurationMs: number | null;

  @Column({ type: 'integer', nullable: true })
  lastRows: number | null;

  @Column({ type: 'varchar', length: 20, nullable: true })
  lastOutcome: JobOutcome | null;

  /** What the log says of it too: nothing of a person. */
  @Column({ type: 'varchar', length: 300, nullable: true })
  lastError: string | null;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  lastSucceededAt: Date | null;
}
