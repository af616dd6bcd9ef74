import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { countColumn, foreignKey, idColumn, TABLE_OPTIONS, timeColumn } from '../src/platform/database/schema';

export class CreateRetentionSettings1764000600000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      new Table({
        ...TABLE_OPTIONS,
        name: 'retention_settings',
        columns: [
          idColumn('siteId', { isPrimary: true }),
          countColumn('declinedApplicationsInDays'),
          countColumn('applicationHistoryInDays'),
          countColumn('mailRecordsInDays'),
          countColumn('siteHistoryInDays'),
          countColumn('version'),
          timeColumn('updatedAt'),
        ],
        foreignKeys: [foreignKey('fk_retention_settings_site', ['siteId'], ['sites', ['id']], 'CASCADE')],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('retention_settings');
  }
}
