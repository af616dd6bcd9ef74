import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

/** To count who waits to get into a group. */
export class IndexApplicationsByGroup1764000060010 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createIndex(
      'applications',
      new TableIndex({ name: 'ix_applications_group', columnNames: ['siteId', 'groupId', 'status'] }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropIndex('applications', 'ix_applications_group');
  }
}
