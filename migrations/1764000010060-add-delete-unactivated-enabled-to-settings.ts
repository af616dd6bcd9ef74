import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';
import { switchColumn } from '../src/platform/database/schema';

export class AddDeleteUnactivatedEnabledToSettings1764000010060 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.addColumn(
      'registration_settings',
      new TableColumn(switchColumn('deleteUnactivatedEnabled', { default: 0 })),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropColumn('registration_settings', 'deleteUnactivatedEnabled');
  }
}
