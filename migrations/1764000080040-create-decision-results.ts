import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { foreignKey, idColumn, TABLE_OPTIONS, textColumn, timeColumn } from '../src/platform/database/schema';

export class CreateDecisionResults1764000080040 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      new Table({
        ...TABLE_OPTIONS,
        name: 'decision_results',
        columns: [
          idColumn('siteId', { isPrimary: true }),
          idColumn('jobId', { isPrimary: true }),
          idColumn('applicationId', { isPrimary: true }),
          textColumn('outcome', 20),
          textColumn('status', 20, { isNullable: true }),
          idColumn('decidedById', { isNullable: true }),
          timeColumn('decidedAt', { isNullable: true }),
        ],
        foreignKeys: [foreignKey('fk_decision_results_job', ['siteId', 'jobId'], ['decision_jobs', ['siteId', 'id']], 'CASCADE')],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('decision_results');
  }
}
