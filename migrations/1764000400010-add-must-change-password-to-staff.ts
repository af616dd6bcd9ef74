import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';
import { switchColumn } from '../src/platform/database/schema';

export class AddMustChangePasswordToStaff1764000400010 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.addColumn('staff', new TableColumn(switchColumn('mustChangePassword', { default: 0 })));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropColumn('staff', 'mustChangePassword');
  }
}
