import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { countColumn, foreignKey, idColumn, switchColumn, TABLE_OPTIONS, timeColumn } from '../src/platform/database/schema';

export class CreateRegistrationSettings1764000001000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      new Table({
        ...TABLE_OPTIONS,
        name: 'registration_settings',
        columns: [
          idColumn('siteId', { isPrimary: true }),
          switchColumn('enabled'),
          switchColumn('autoApprove'),
          countColumn('linkLifeInHours'),
          countColumn('version'),
          timeColumn('updatedAt'),
        ],
        foreignKeys: [foreignKey('fk_registration_settings_site', ['siteId'], ['sites', ['id']], 'CASCADE')],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('registration_settings');
  }
}
