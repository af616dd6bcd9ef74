import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';
import { textColumn } from '../src/platform/database/schema';

export class AddNotifiedOfApplicationsToSettings1764000010080 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.addColumn(
      'registration_settings',
      new TableColumn(textColumn('notifiedOfApplications', 2000, { default: "'administrators'" })),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropColumn('registration_settings', 'notifiedOfApplications');
  }
}
