import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import {
  countColumn,
  foreignKey,
  idColumn,
  longTextColumn,
  switchColumn,
  TABLE_OPTIONS,
  timeColumn,
} from '../src/platform/database/schema';

export class CreateRegistrationTerms1764000020010 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      new Table({
        ...TABLE_OPTIONS,
        name: 'registration_terms',
        columns: [
          idColumn('siteId', { isPrimary: true }),
          countColumn('revision', { isPrimary: true }),
          switchColumn('enabled'),
          countColumn('version'),
          longTextColumn('text'),
          timeColumn('publishedAt'),
          timeColumn('createdAt'),
          idColumn('createdById'),
        ],
        foreignKeys: [foreignKey('fk_registration_terms_site', ['siteId'], ['sites', ['id']], 'CASCADE')],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('registration_terms');
  }
}
