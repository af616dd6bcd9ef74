import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { countColumn, foreignKey, idColumn, TABLE_OPTIONS, textColumn, timeColumn } from '../src/platform/database/schema';

export class CreateSiteBrandings1764001400000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      new Table({
        ...TABLE_OPTIONS,
        name: 'site_brandings',
        columns: [
          idColumn('siteId', { isPrimary: true }),
          textColumn('displayName', 100, { isNullable: true }),
          textColumn('accentColour', 7, { isNullable: true }),
          textColumn('termsUrl', 500, { isNullable: true }),
          textColumn('privacyUrl', 500, { isNullable: true }),
          textColumn('contactUrl', 500, { isNullable: true }),
          textColumn('embeddingOrigins', 2020),
          textColumn('logoHash', 43, { isNullable: true }),
          textColumn('logoMediaType', 20, { isNullable: true }),
          countColumn('logoWidth', { isNullable: true }),
          countColumn('logoHeight', { isNullable: true }),
          countColumn('version'),
          timeColumn('updatedAt'),
        ],
        foreignKeys: [foreignKey('fk_site_brandings_site', ['siteId'], ['sites', ['id']], 'CASCADE')],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('site_brandings');
  }
}
