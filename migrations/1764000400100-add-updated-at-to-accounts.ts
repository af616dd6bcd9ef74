import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';
import { timeColumn } from '../src/platform/database/schema';

export class AddUpdatedAtToAccounts1764000400100 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.addColumn('accounts', new TableColumn(timeColumn('updatedAt', { isNullable: true })));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropColumn('accounts', 'updatedAt');
  }
}
