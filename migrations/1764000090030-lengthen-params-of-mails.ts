import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { changeLength } from '../src/platform/database/change-length';
import { longTextColumn } from '../src/platform/database/schema';

/** Room for the words of a template that somebody tries out, and for lists of applications. */
export class LengthenParamsOfMails1764000090030 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await changeLength(queryRunner, 'mails', longTextColumn('params', { isNullable: true }));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await changeLength(queryRunner, 'mails', { name: 'params', type: 'text', isNullable: true });
  }
}
