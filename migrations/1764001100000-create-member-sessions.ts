import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { foreignKey, idColumn, TABLE_OPTIONS, textColumn, timeColumn } from '../src/platform/database/schema';

export class CreateMemberSessions1764001100000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      new Table({
        ...TABLE_OPTIONS,
        name: 'member_sessions',
        columns: [
          idColumn('id', { isPrimary: true }),
          idColumn('siteId'),
          idColumn('accountId'),
          textColumn('familyHash', 64),
          textColumn('refreshHash', 64),
          textColumn('previousRefreshHash', 64, { isNullable: true }),
          timeColumn('createdAt'),
          timeColumn('lastUsedAt'),
          timeColumn('expiresAt'),
        ],
        indices: [
          { name: 'ix_member_sessions_account', columnNames: ['siteId', 'accountId', 'id'] },
          { name: 'ix_member_sessions_expires_at', columnNames: ['expiresAt'] },
        ],
        foreignKeys: [
          foreignKey('fk_member_sessions_account', ['siteId', 'accountId'], ['accounts', ['siteId', 'id']], 'CASCADE'),
        ],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('member_sessions');
  }
}
