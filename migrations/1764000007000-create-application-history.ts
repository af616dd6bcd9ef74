import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { foreignKey, idColumn, TABLE_OPTIONS, textColumn, timeColumn } from '../src/platform/database/schema';

export class CreateApplicationHistory1764000007000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      new Table({
        ...TABLE_OPTIONS,
        name: 'application_history',
        columns: [
          idColumn('siteId', { isPrimary: true }),
          idColumn('applicationId', { isPrimary: true }),
          idColumn('id', { isPrimary: true }),
          timeColumn('at'),
          textColumn('event', 30),
          textColumn('fromStatus', 20, { isNullable: true }),
          textColumn('toStatus', 20),
          textColumn('actorKind', 10),
          idColumn('actorId', { isNullable: true }),
          textColumn('reason', 1000, { isNullable: true }),
          textColumn('requestId', 64, { isNullable: true }),
        ],
        foreignKeys: [foreignKey('fk_application_history_site', ['siteId'], ['sites', ['id']], 'CASCADE')],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('application_history');
  }
}
