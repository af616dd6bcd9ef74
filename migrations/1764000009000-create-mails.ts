import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { countColumn, foreignKey, idColumn, TABLE_OPTIONS, textColumn, timeColumn } from '../src/platform/database/schema';

export class CreateMails1764000009000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      new Table({
        ...TABLE_OPTIONS,
        name: 'mails',
        columns: [
          idColumn('siteId', { isPrimary: true }),
          idColumn('id', { isPrimary: true }),
          idColumn('applicationId'),
          textColumn('template', 40),
          textColumn('locale', 35),
          textColumn('recipient', 254, { isNullable: true }),
          { name: 'params', type: 'text', isNullable: true },
          textColumn('state', 20),
          countColumn('tries'),
          timeColumn('dueAt'),
          timeColumn('queuedAt'),
          timeColumn('sentAt', { isNullable: true }),
          textColumn('lastAnswer', 300, { isNullable: true }),
        ],
        indices: [
          { name: 'ix_mails_due', columnNames: ['state', 'dueAt'] },
          { name: 'ix_mails_application', columnNames: ['siteId', 'applicationId'] },
        ],
        foreignKeys: [foreignKey('fk_mails_site', ['siteId'], ['sites', ['id']], 'CASCADE')],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('mails');
  }
}
