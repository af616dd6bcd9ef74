import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { type Outcome } from './domain/outcome';

/** What became of one application in a job. Holds nothing of the applicant. */
@Entity('decision_results')
@Index('ix_decision_results_application', ['siteId', 'applicationId'])
@ForeignKey('DecisionJob', ['siteId', 'jobId'], ['siteId', 'id'], {
  name: 'fk_decision_results_job',
  onDelete: 'CASCADE',
  onUpdate: 'NO ACTION',
})
export class DecisionResult {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  siteId: string;

  @PrimaryColumn({ type: 'varchar', length: 36 })
  jobId: string;

  @PrimaryColumn({ type: 'varchar', length: 36 })
  applicationId: string;

  @Column({ type: 'varchar', length: 20 })
  outcome: Outcome;

  /** Where the application stood after that; null when there was none. */
  @Column({ type: 'varchar', length: 20, nullable: true })
  status: string | null;

  @Column({ type: 'varchar', length: 36, nullable: true })
  decidedById: string | null;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  decidedAt: Date | null;
}
