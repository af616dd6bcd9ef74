import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';
import { countColumn } from '../src/platform/database/schema';

export class AddVersionToStaffMemberships1764000400030 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.addColumn('staff_memberships', new TableColumn(countColumn('version', { default: 1 })));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropColumn('staff_memberships', 'version');
  }
}
