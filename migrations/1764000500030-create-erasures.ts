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

export class CreateErasures1764000500030 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      new Table({
        ...TABLE_OPTIONS,
        name: 'erasures',
        columns: [
          idColumn('siteId', { isPrimary: true }),
          idColumn('id', { isPrimary: true }),
          textColumn('subject', 20),
          timeColumn('erasedAt'),
          idColumn('erasedById'),
          longTextColumn('applications'),
          countColumn('accounts'),
          countColumn('mails'),
        ],
        foreignKeys: [foreignKey('fk_erasures_site', ['siteId'], ['sites', ['id']], 'CASCADE')],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('erasures');
  }
}
