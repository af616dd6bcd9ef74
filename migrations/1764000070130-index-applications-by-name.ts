import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

export class IndexApplicationsByName1764000070130 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createIndex(
      'applications',
      new TableIndex({ name: 'ix_applications_name', columnNames: ['siteId', 'nameKey', 'id'] }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropIndex('applications', 'ix_applications_name');
  }
}
