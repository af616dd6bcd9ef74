import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

export class IndexStaffSessionsByExpiry1764000800000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createIndex(
      'staff_sessions',
      new TableIndex({ name: 'ix_staff_sessions_expires_at', columnNames: ['expiresAt'] }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropIndex('staff_sessions', 'ix_staff_sessions_expires_at');
  }
}
