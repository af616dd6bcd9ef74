import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import {
  countColumn,
  foreignKey,
  idColumn,
  longTextColumn,
  switchColumn,
  TABLE_OPTIONS,
  textColumn,
  timeColumn,
} from '../src/platform/database/schema';

export class CreateSignupUrls1764000050020 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      new Table({
        ...TABLE_OPTIONS,
        name: 'signup_urls',
        columns: [
          idColumn('siteId', { isPrimary: true }),
          idColumn('id', { isPrimary: true }),
          idColumn('groupId'),
          idColumn('liveGroupId', { isNullable: true }),
          textColumn('key', 40),
          switchColumn('codeRequired'),
          longTextColumn('codes'),
          textColumn('note', 1000, { isNullable: true }),
          timeColumn('endsAt', { isNullable: true }),
          timeColumn('publishedAt'),
          idColumn('publishedById'),
          timeColumn('stoppedAt', { isNullable: true }),
          idColumn('stoppedById', { isNullable: true }),
          textColumn('stopReason', 20, { isNullable: true }),
          countColumn('version'),
          timeColumn('updatedAt'),
        ],
        uniques: [
          { name: 'uq_signup_urls_key', columnNames: ['key'] },
          { name: 'uq_signup_urls_live', columnNames: ['siteId', 'liveGroupId'] },
        ],
        indices: [
          { name: 'ix_signup_urls_group', columnNames: ['siteId', 'groupId', 'id'] },
          { name: 'ix_signup_urls_ends_at', columnNames: ['siteId', 'stoppedAt', 'endsAt'] },
        ],
        foreignKeys: [foreignKey('fk_signup_urls_group', ['siteId', 'groupId'], ['groups', ['siteId', 'id']], 'CASCADE')],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('signup_urls');
  }
}
