import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';
import { countColumn } from '../src/platform/database/schema';

export class AddPasswordMinimumToSettings1764000010020 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.addColumn('registration_settings', new TableColumn(countColumn('passwordMinimum', { default: 8 })));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropColumn('registration_settings', 'passwordMinimum');
  }
}
