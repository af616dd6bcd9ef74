import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { countColumn, idColumn, TABLE_OPTIONS, textColumn, timeColumn } from '../src/platform/database/schema';

export class CreateJobs1764000200000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      new Table({
        ...TABLE_OPTIONS,
        name: 'jobs',
        columns: [
          textColumn('name', 60, { isPrimary: true }),
          textColumn('phase', 20),
          timeColumn('lastTick'),
          countColumn('fence'),
          idColumn('holder', { isNullable: true }),
          timeColumn('leaseUntil', { isNullable: true }),
          timeColumn('startedAt', { isNullable: true }),
          countColumn('rowsSoFar'),
          idColumn('onlySiteId', { isNullable: true }),
          timeColumn('lastStartedAt', { isNullable: true }),
          timeColumn('lastEndedAt', { isNullable: true }),
          countColumn('lastDurationMs', { isNullable: true }),
          countColumn('lastRows', { isNullable: true }),
          textColumn('lastOutcome', 20, { isNullable: true }),
          textColumn('lastError', 300, { isNullable: true }),
          timeColumn('lastSucceededAt', { isNullable: true }),
        ],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('jobs');
  }
}
