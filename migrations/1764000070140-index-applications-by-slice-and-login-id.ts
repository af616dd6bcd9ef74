import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

export class IndexApplicationsBySliceAndLoginId1764000070140 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createIndex(
      'applications',
      new TableIndex({ name: 'ix_applications_slice_login_id', columnNames: ['siteId', 'slice', 'loginIdKey', 'status', 'id'] }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropIndex('applications', 'ix_applications_slice_login_id');
  }
}
