import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';
import { textColumn } from '../src/platform/database/schema';

export class AddSenderNameToSettings1764000100010 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.addColumn('registration_settings', new TableColumn(textColumn('senderName', 60, { isNullable: true })));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropColumn('registration_settings', 'senderName');
  }
}
