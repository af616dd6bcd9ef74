import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';
import { timeColumn } from '../src/platform/database/schema';

export class AddRemindedAtToApplications1764000700000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.addColumn('applications', new TableColumn(timeColumn('remindedAt', { isNullable: true })));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropColumn('applications', 'remindedAt');
  }
}
