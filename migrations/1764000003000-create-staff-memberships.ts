import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { foreignKey, idColumn, TABLE_OPTIONS, textColumn } from '../src/platform/database/schema';

export class CreateStaffMemberships1764000003000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      new Table({
        ...TABLE_OPTIONS,
        name: 'staff_memberships',
        columns: [idColumn('siteId', { isPrimary: true }), idColumn('staffId', { isPrimary: true }), textColumn('role', 20)],
        indices: [{ name: 'ix_staff_memberships_staff', columnNames: ['staffId'] }],
        foreignKeys: [
          foreignKey('fk_staff_memberships_site', ['siteId'], ['sites', ['id']], 'CASCADE'),
          foreignKey('fk_staff_memberships_staff', ['staffId'], ['staff', ['id']], 'CASCADE'),
        ],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('staff_memberships');
  }
}
