import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';
import { idColumn } from '../src/platform/database/schema';

/** A test mail is about no application. */
export class MakeApplicationOfMailsOptional1764000090020 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.changeColumn('mails', 'applicationId', new TableColumn(idColumn('applicationId', { isNullable: true })));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.changeColumn('mails', 'applicationId', new TableColumn(idColumn('applicationId')));
  }
}
