import { Column, Entity, ForeignKey, Index, PrimaryColumn, type ValueTransformer } from 'typeorm';
import { type Decision } from './domain/decision';
import { type JobState, type Selection } from './domain/decision-job';
import { type Summary } from './domain/outcome';

const asJson: ValueTransformer = {
  to: (value: unknown) => JSON.stringify(value),
  from: (text: string) => JSON.parse(text) as unknown,
};

/** One decision on many applications, and how far it has got. Any process may work on it, one at a time. */
@Entity('decision_jobs')
@Index('ix_decision_jobs_due', ['state', 'dueAt'])
@Index('ix_decision_jobs_finished', ['finishedAt'])
@ForeignKey('Site', ['siteId'], ['id'], { name: 'fk_decision_jobs_site', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
export class DecisionJob {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  siteId: string;

  /** UUIDv7: the order of ids is the order of jobs. */
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id: string;

  @Column({ type: 'varchar', length: 20 })
  state: JobState;

  /** With the text of its reason as it was then, as JSON. */
  @Column({ type: 'mediumtext', transformer: asJson })
  decision: Decision;

  /** On which applications, as JSON. */
  @Column({ type: 'mediumtext', transformer: asJson })
  selection: Selection;

  /** How many there were when it began. */
  @Column({ type: 'integer' })
  total: number;

  @Column({ type: 'integer' })
  done: number;

  /** The id of the last application that is done; the next batch lies behind it. */
  @Column({ type: 'varchar', length: 36 })
  doneUpTo: string;

  /** How many had each outcome, as JSON. */
  @Column({ type: 'text', transformer: asJson })
  summary: Summary;

  /** Counted up by each claim: only who made the latest one can move the job on. */
  @Column({ type: 'integer' })
  fence: number;

  /** How often in a row working on it failed. */
  @Column({ type: 'integer' })
  failures: number;

  /** When it is to be worked on; while running: when the worker's lease ends. */
  @Column({ type: 'datetime', precision: 3 })
  dueAt: Date;

  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;

  /** The member of staff who decided. */
  @Column({ type: 'varchar', length: 36 })
  createdById: string;

  @Column({ type: 'varchar', length: 64 })
  requestId: string;

  /** When it was done, cancelled or given up. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  finishedAt: Date | null;
}
