import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';
import { timeColumn } from '../src/platform/database/schema';

/** Keys that are there have been signing: since when does not matter any more. */
export class AddSignsFromToSigningKeys1764001600000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.addColumn(
      'signing_keys',
      new TableColumn(timeColumn('signsFrom', { default: "'1970-01-01 00:00:00.000'" })),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropColumn('signing_keys', 'signsFrom');
  }
}
