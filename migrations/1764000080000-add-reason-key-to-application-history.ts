import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';
import { textColumn } from '../src/platform/database/schema';

export class AddReasonKeyToApplicationHistory1764000080000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.addColumn('application_history', new TableColumn(textColumn('reasonKey', 40, { isNullable: true })));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropColumn('application_history', 'reasonKey');
  }
}
