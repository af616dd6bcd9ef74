import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';
import { timeColumn } from '../src/platform/database/schema';

export class AddInvitedAtToStaff1764000400020 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.addColumn('staff', new TableColumn(timeColumn('invitedAt', { isNullable: true })));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropColumn('staff', 'invitedAt');
  }
}
