import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { countColumn, foreignKey, idColumn, TABLE_OPTIONS, textColumn, timeColumn } from '../src/platform/database/schema';

export class CreateCleanupRuns1764000500020 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      new Table({
        ...TABLE_OPTIONS,
        name: 'cleanup_runs',
        columns: [
          idColumn('siteId', { isPrimary: true }),
          idColumn('id', { isPrimary: true }),
          textColumn('askedBy', 10),
          idColumn('askedById', { isNullable: true }),
          timeColumn('startedAt'),
          timeColumn('endedAt', { isNullable: true }),
          countColumn('removed'),
          textColumn('outcome', 20, { isNullable: true }),
        ],
        indices: [
          { name: 'ix_cleanup_runs_ended_at', columnNames: ['endedAt', 'siteId'] },
          { name: 'ix_cleanup_runs_site', columnNames: ['siteId', 'endedAt'] },
        ],
        foreignKeys: [foreignKey('fk_cleanup_runs_site', ['siteId'], ['sites', ['id']], 'CASCADE')],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('cleanup_runs');
  }
}
