import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { foreignKey, idColumn, TABLE_OPTIONS, timeColumn } from '../src/platform/database/schema';

export class CreateGroupSyncs1764000050010 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      new Table({
        ...TABLE_OPTIONS,
        name: 'group_syncs',
        columns: [idColumn('siteId', { isPrimary: true }), timeColumn('lastAt')],
        foreignKeys: [foreignKey('fk_group_syncs_site', ['siteId'], ['sites', ['id']], 'CASCADE')],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('group_syncs');
  }
}
