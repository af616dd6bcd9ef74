import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { foreignKey, idColumn, longTextColumn, TABLE_OPTIONS } from '../src/platform/database/schema';

export class CreateSiteLogos1764001400010 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      new Table({
        ...TABLE_OPTIONS,
        name: 'site_logos',
        columns: [idColumn('siteId', { isPrimary: true }), longTextColumn('bytes')],
        foreignKeys: [foreignKey('fk_site_logos_site', ['siteId'], ['sites', ['id']], 'CASCADE')],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('site_logos');
  }
}
