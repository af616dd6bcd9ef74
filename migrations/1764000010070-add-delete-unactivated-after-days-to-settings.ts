import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';
import { countColumn } from '../src/platform/database/schema';

export class AddDeleteUnactivatedAfterDaysToSettings1764000010070 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.addColumn(
      'registration_settings',
      new TableColumn(countColumn('deleteUnactivatedAfterDays', { isNullable: true })),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropColumn('registration_settings', 'deleteUnactivatedAfterDays');
  }
}
