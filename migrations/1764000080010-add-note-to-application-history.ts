import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';
import { textColumn } from '../src/platform/database/schema';

export class AddNoteToApplicationHistory1764000080010 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.addColumn('application_history', new TableColumn(textColumn('note', 2000, { isNullable: true })));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropColumn('application_history', 'note');
  }
}
