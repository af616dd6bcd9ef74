import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';
import { countColumn } from '../src/platform/database/schema';

export class AddSliceToApplications1764000070030 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.addColumn('applications', new TableColumn(countColumn('slice', { default: 0 })));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropColumn('applications', 'slice');
  }
}
