import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';
import { timeColumn } from '../src/platform/database/schema';

export class RequireUpdatedAtOfAccounts1764000400120 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.changeColumn('accounts', 'updatedAt', new TableColumn(timeColumn('updatedAt')));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.changeColumn('accounts', 'updatedAt', new TableColumn(timeColumn('updatedAt', { isNullable: true })));
  }
}
