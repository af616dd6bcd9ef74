import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

export class IndexStaffLinksByExpiry1764000800010 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createIndex(
      'staff_links',
      new TableIndex({ name: 'ix_staff_links_expires_at', columnNames: ['expiresAt'] }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropIndex('staff_links', 'ix_staff_links_expires_at');
  }
}
