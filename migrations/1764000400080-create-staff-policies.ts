import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { foreignKey, idColumn, switchColumn, TABLE_OPTIONS } from '../src/platform/database/schema';

export class CreateStaffPolicies1764000400080 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      new Table({
        ...TABLE_OPTIONS,
        name: 'staff_policies',
        columns: [idColumn('siteId', { isPrimary: true }), switchColumn('secondFactorRequired')],
        foreignKeys: [foreignKey('fk_staff_policies_site', ['siteId'], ['sites', ['id']], 'CASCADE')],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('staff_policies');
  }
}
