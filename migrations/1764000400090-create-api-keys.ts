import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { foreignKey, idColumn, TABLE_OPTIONS, textColumn, timeColumn } from '../src/platform/database/schema';

export class CreateApiKeys1764000400090 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      new Table({
        ...TABLE_OPTIONS,
        name: 'api_keys',
        columns: [
          idColumn('id', { isPrimary: true }),
          idColumn('siteId'),
          textColumn('name', 100),
          textColumn('secretHash', 64),
          textColumn('scopes', 500),
          timeColumn('expiresAt'),
          timeColumn('lastUsedAt', { isNullable: true }),
          timeColumn('createdAt'),
          idColumn('createdById'),
          textColumn('createdByName', 100),
        ],
        indices: [{ name: 'ix_api_keys_site', columnNames: ['siteId', 'id'] }],
        foreignKeys: [foreignKey('fk_api_keys_site', ['siteId'], ['sites', ['id']], 'CASCADE')],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('api_keys');
  }
}
