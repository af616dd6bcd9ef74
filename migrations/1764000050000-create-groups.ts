import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import {
  countColumn,
  foreignKey,
  idColumn,
  switchColumn,
  TABLE_OPTIONS,
  textColumn,
  timeColumn,
} from '../src/platform/database/schema';

export class CreateGroups1764000050000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      new Table({
        ...TABLE_OPTIONS,
        name: 'groups',
        columns: [
          idColumn('siteId', { isPrimary: true }),
          idColumn('id', { isPrimary: true }),
          textColumn('lmsId', 100),
          textColumn('name', 30),
          textColumn('nameKey', 60),
          textColumn('code', 30, { isNullable: true }),
          textColumn('codeKey', 60, { isNullable: true }),
          idColumn('parentId', { isNullable: true }),
          countColumn('memberLimit', { isNullable: true }),
          switchColumn('archived'),
          textColumn('signupUrlStatus', 20, { default: "'not_published'" }),
          idColumn('signupUrlId', { isNullable: true }),
          timeColumn('createdAt'),
          timeColumn('updatedAt'),
        ],
        uniques: [{ name: 'uq_groups_lms_id', columnNames: ['siteId', 'lmsId'] }],
        indices: [
          { name: 'ix_groups_name', columnNames: ['siteId', 'archived', 'nameKey', 'id'] },
          { name: 'ix_groups_code', columnNames: ['siteId', 'archived', 'codeKey', 'nameKey', 'id'] },
          { name: 'ix_groups_status', columnNames: ['siteId', 'archived', 'signupUrlStatus', 'nameKey', 'id'] },
        ],
        foreignKeys: [foreignKey('fk_groups_site', ['siteId'], ['sites', ['id']], 'CASCADE')],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('groups');
  }
}
