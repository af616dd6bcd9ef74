import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { foreignKey, idColumn, TABLE_OPTIONS, textColumn, timeColumn } from '../src/platform/database/schema';

export class CreateSiteHistory1764000010000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      new Table({
        ...TABLE_OPTIONS,
        name: 'site_history',
        columns: [
          idColumn('siteId', { isPrimary: true }),
          idColumn('id', { isPrimary: true }),
          timeColumn('at'),
          textColumn('subject', 40),
          textColumn('actorKind', 10),
          idColumn('actorId', { isNullable: true }),
          textColumn('actorName', 100, { isNullable: true }),
          textColumn('requestId', 64, { isNullable: true }),
          { name: 'changes', type: 'text' },
        ],
        indices: [{ name: 'ix_site_history_subject', columnNames: ['siteId', 'subject', 'id'] }],
        foreignKeys: [foreignKey('fk_site_history_site', ['siteId'], ['sites', ['id']], 'CASCADE')],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('site_history');
  }
}
