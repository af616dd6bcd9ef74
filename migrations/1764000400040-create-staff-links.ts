import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { idColumn, TABLE_OPTIONS, textColumn, timeColumn } from '../src/platform/database/schema';

export class CreateStaffLinks1764000400040 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      new Table({
        ...TABLE_OPTIONS,
        name: 'staff_links',
        columns: [idColumn('id', { isPrimary: true }), idColumn('staffId'), textColumn('purpose', 20), timeColumn('expiresAt')],
        uniques: [{ name: 'uq_staff_links_purpose', columnNames: ['staffId', 'purpose'] }],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('staff_links');
  }
}
