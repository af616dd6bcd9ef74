import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { foreignKey, idColumn, TABLE_OPTIONS, textColumn, timeColumn } from '../src/platform/database/schema';

export class CreateAccounts1764000008000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      new Table({
        ...TABLE_OPTIONS,
        name: 'accounts',
        columns: [
          idColumn('siteId', { isPrimary: true }),
          idColumn('id', { isPrimary: true }),
          idColumn('applicationId'),
          textColumn('name', 200),
          textColumn('loginId', 30, { isNullable: true }),
          textColumn('loginIdKey', 30, { isNullable: true }),
          textColumn('email', 254),
          textColumn('emailKey', 254),
          textColumn('passwordHash', 255),
          timeColumn('createdAt'),
        ],
        uniques: [{ name: 'uq_accounts_application', columnNames: ['siteId', 'applicationId'] }],
        indices: [
          { name: 'ix_accounts_login_id', columnNames: ['siteId', 'loginIdKey'] },
          { name: 'ix_accounts_email', columnNames: ['siteId', 'emailKey'] },
        ],
        foreignKeys: [
          foreignKey('fk_accounts_application', ['siteId', 'applicationId'], ['applications', ['siteId', 'id']], 'CASCADE'),
        ],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('accounts');
  }
}
