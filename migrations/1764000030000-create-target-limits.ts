import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { idColumn, TABLE_OPTIONS, textColumn, timeColumn } from '../src/platform/database/schema';

export class CreateTargetLimits1764000030000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      new Table({
        ...TABLE_OPTIONS,
        name: 'target_limits',
        columns: [
          idColumn('siteId', { isPrimary: true }),
          textColumn('kind', 30, { isPrimary: true }),
          textColumn('target', 64, { isPrimary: true }),
          textColumn('grantedAt', 500),
          timeColumn('lastAskedAt'),
        ],
        indices: [{ name: 'ix_target_limits_last_asked_at', columnNames: ['lastAskedAt'] }],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('target_limits');
  }
}
