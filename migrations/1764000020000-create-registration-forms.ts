import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { countColumn, foreignKey, idColumn, longTextColumn, TABLE_OPTIONS, timeColumn } from '../src/platform/database/schema';

export class CreateRegistrationForms1764000020000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      new Table({
        ...TABLE_OPTIONS,
        name: 'registration_forms',
        columns: [
          idColumn('siteId', { isPrimary: true }),
          countColumn('version', { isPrimary: true }),
          longTextColumn('definition'),
          timeColumn('createdAt'),
          idColumn('createdById'),
        ],
        foreignKeys: [foreignKey('fk_registration_forms_site', ['siteId'], ['sites', ['id']], 'CASCADE')],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('registration_forms');
  }
}
