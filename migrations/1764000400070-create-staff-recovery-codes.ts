import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { foreignKey, idColumn, TABLE_OPTIONS, textColumn } from '../src/platform/database/schema';

export class CreateStaffRecoveryCodes1764000400070 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      new Table({
        ...TABLE_OPTIONS,
        name: 'staff_recovery_codes',
        columns: [idColumn('staffId', { isPrimary: true }), textColumn('codeHash', 64, { isPrimary: true })],
        foreignKeys: [
          foreignKey('fk_staff_recovery_codes_factor', ['staffId'], ['staff_second_factors', ['staffId']], 'CASCADE'),
        ],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('staff_recovery_codes');
  }
}
