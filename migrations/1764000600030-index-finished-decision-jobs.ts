import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

export class IndexFinishedDecisionJobs1764000600030 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createIndex(
      'decision_jobs',
      new TableIndex({ name: 'ix_decision_jobs_finished', columnNames: ['finishedAt'] }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropIndex('decision_jobs', 'ix_decision_jobs_finished');
  }
}
