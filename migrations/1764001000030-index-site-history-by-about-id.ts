import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

export class IndexSiteHistoryByAboutId1764001000030 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createIndex(
      'site_history',
      new TableIndex({ name: 'ix_site_history_about', columnNames: ['siteId', 'aboutId', 'id'] }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropIndex('site_history', 'ix_site_history_about');
  }
}
