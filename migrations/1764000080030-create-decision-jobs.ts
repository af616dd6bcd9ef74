import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import {
  countColumn,
  foreignKey,
  idColumn,
  longTextColumn,
  TABLE_OPTIONS,
  textColumn,
  timeColumn,
} from '../src/platform/database/schema';

export class CreateDecisionJobs1764000080030 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      new Table({
        ...TABLE_OPTIONS,
        name: 'decision_jobs',
        columns: [
          idColumn('siteId', { isPrimary: true }),
          idColumn('id', { isPrimary: true }),
          textColumn('state', 20),
          longTextColumn('decision'),
          longTextColumn('selection'),
          countColumn('total'),
          countColumn('done'),
          idColumn('doneUpTo'),
          { name: 'summary', type: 'text' },
          countColumn('fence'),
          countColumn('failures'),
          timeColumn('dueAt'),
          timeColumn('createdAt'),
          idColumn('createdById'),
          textColumn('requestId', 64),
          timeColumn('finishedAt', { isNullable: true }),
        ],
        indices: [{ name: 'ix_decision_jobs_due', columnNames: ['state', 'dueAt'] }],
        foreignKeys: [foreignKey('fk_decision_jobs_site', ['siteId'], ['sites', ['id']], 'CASCADE')],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('decision_jobs');
  }
}
