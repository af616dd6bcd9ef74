import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';
import { countColumn } from '../src/platform/database/schema';

export class AddRemindDaysBeforeDeletionToSettings1764000700030 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.addColumn(
      'registration_settings',
      new TableColumn(countColumn('remindDaysBeforeDeletion', { isNullable: true })),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropColumn('registration_settings', 'remindDaysBeforeDeletion');
  }
}
