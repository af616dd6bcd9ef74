import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';
import { textColumn } from '../src/platform/database/schema';

export class AddReplyToToSettings1764000100020 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.addColumn('registration_settings', new TableColumn(textColumn('senderReplyTo', 254, { isNullable: true })));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropColumn('registration_settings', 'senderReplyTo');
  }
}
