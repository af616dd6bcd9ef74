import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import {
  countColumn,
  foreignKey,
  idColumn,
  longTextColumn,
  TABLE_OPTIONS,
  textColumn,
  timeColumn,
} from '../src/platform/database/schema';

export class CreateMailTemplates1764000090000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      new Table({
        ...TABLE_OPTIONS,
        name: 'mail_templates',
        columns: [
          idColumn('siteId', { isPrimary: true }),
          textColumn('template', 40, { isPrimary: true }),
          textColumn('locale', 10, { isPrimary: true }),
          countColumn('version'),
          textColumn('subject', 200, { isNullable: true }),
          longTextColumn('text', { isNullable: true }),
          longTextColumn('html', { isNullable: true }),
          timeColumn('savedAt'),
          idColumn('savedById'),
          textColumn('savedByName', 100),
        ],
        foreignKeys: [foreignKey('fk_mail_templates_site', ['siteId'], ['sites', ['id']], 'CASCADE')],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('mail_templates');
  }
}
