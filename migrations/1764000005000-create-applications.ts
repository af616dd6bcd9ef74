import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { countColumn, foreignKey, idColumn, TABLE_OPTIONS, textColumn, timeColumn } from '../src/platform/database/schema';

export class CreateApplications1764000005000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      new Table({
        ...TABLE_OPTIONS,
        name: 'applications',
        columns: [
          idColumn('siteId', { isPrimary: true }),
          idColumn('id', { isPrimary: true }),
          textColumn('status', 20),
          textColumn('name', 200),
          textColumn('loginId', 30, { isNullable: true }),
          textColumn('loginIdKey', 30, { isNullable: true }),
          textColumn('email', 254),
          textColumn('emailKey', 254),
          textColumn('passwordHash', 255, { isNullable: true }),
          textColumn('displayName', 200, { isNullable: true }),
          textColumn('department', 400, { isNullable: true }),
          textColumn('position', 400, { isNullable: true }),
          textColumn('country', 2, { isNullable: true }),
          textColumn('language', 35, { isNullable: true }),
          textColumn('timeZone', 64, { isNullable: true }),
          { name: 'answers', type: 'text' },
          textColumn('formVersion', 100),
          countColumn('termsVersion', { isNullable: true }),
          textColumn('locale', 35),
          countColumn('linkGeneration'),
          timeColumn('linkExpiresAt'),
          timeColumn('appliedAt'),
          timeColumn('activatedAt', { isNullable: true }),
          timeColumn('decidedAt', { isNullable: true }),
          idColumn('decidedById', { isNullable: true }),
        ],
        indices: [{ name: 'ix_applications_status', columnNames: ['siteId', 'status', 'id'] }],
        foreignKeys: [foreignKey('fk_applications_site', ['siteId'], ['sites', ['id']], 'CASCADE')],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('applications');
  }
}
