import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';
import { idColumn } from '../src/platform/database/schema';

export class AddAboutIdToSiteHistory1764001000020 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.addColumn('site_history', new TableColumn(idColumn('aboutId', { isNullable: true })));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropColumn('site_history', 'aboutId');
  }
}
