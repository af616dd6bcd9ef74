import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

export class IndexApplicationsByLoginId1764000070110 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createIndex(
      'applications',
      new TableIndex({ name: 'ix_applications_login_id', columnNames: ['siteId', 'loginIdKey', 'id'] }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropIndex('applications', 'ix_applications_login_id');
  }
}
