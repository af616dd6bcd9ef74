import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

export class IndexIdempotentRequestsByAboutId1764000500010 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createIndex(
      'idempotent_requests',
      new TableIndex({ name: 'ix_idempotent_requests_about', columnNames: ['siteId', 'aboutId'] }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropIndex('idempotent_requests', 'ix_idempotent_requests_about');
  }
}
