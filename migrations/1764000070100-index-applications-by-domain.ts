import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

export class IndexApplicationsByDomain1764000070100 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createIndex(
      'applications',
      new TableIndex({ name: 'ix_applications_domain', columnNames: ['siteId', 'emailDomain', 'status', 'id'] }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropIndex('applications', 'ix_applications_domain');
  }
}
