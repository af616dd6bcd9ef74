import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

export class IndexDecisionResultsByApplication1764000500040 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createIndex(
      'decision_results',
      new TableIndex({ name: 'ix_decision_results_application', columnNames: ['siteId', 'applicationId'] }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropIndex('decision_results', 'ix_decision_results_application');
  }
}
