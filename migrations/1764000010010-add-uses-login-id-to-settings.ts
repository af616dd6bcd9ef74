import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';
import { switchColumn } from '../src/platform/database/schema';

export class AddUsesLoginIdToSettings1764000010010 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.addColumn('registration_settings', new TableColumn(switchColumn('usesLoginId', { default: 1 })));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropColumn('registration_settings', 'usesLoginId');
  }
}
