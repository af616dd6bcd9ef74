import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

export class IndexApplicationsByNetwork1764000070180 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createIndex(
      'applications',
      new TableIndex({ name: 'ix_applications_network', columnNames: ['siteId', 'networkHash', 'id'] }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropIndex('applications', 'ix_applications_network');
  }
}
