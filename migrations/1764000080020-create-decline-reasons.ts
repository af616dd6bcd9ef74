import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { countColumn, foreignKey, idColumn, longTextColumn, TABLE_OPTIONS, timeColumn } from '../src/platform/database/schema';

export class CreateDeclineReasons1764000080020 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      new Table({
        ...TABLE_OPTIONS,
        name: 'decline_reasons',
        columns: [
          idColumn('siteId', { isPrimary: true }),
          longTextColumn('reasons'),
          countColumn('version'),
          timeColumn('updatedAt'),
        ],
        foreignKeys: [foreignKey('fk_decline_reasons_site', ['siteId'], ['sites', ['id']], 'CASCADE')],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('decline_reasons');
  }
}
