import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

export class IndexSiteHistoryByActor1764001000040 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createIndex(
      'site_history',
      new TableIndex({ name: 'ix_site_history_actor', columnNames: ['siteId', 'actorId', 'id'] }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropIndex('site_history', 'ix_site_history_actor');
  }
}
