import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';
import { idColumn } from '../src/platform/database/schema';

export class AddGroupIdToAccounts1764000050070 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.addColumn('accounts', new TableColumn(idColumn('groupId', { isNullable: true })));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropColumn('accounts', 'groupId');
  }
}
