import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

export class IndexSiteHistoryByActorAndSubject1764001000050 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createIndex(
      'site_history',
      new TableIndex({ name: 'ix_site_history_actor_subject', columnNames: ['siteId', 'actorId', 'subject', 'id'] }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropIndex('site_history', 'ix_site_history_actor_subject');
  }
}
