import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** No account has changed since it was opened. */
export class FillUpdatedAtOfAccounts1764000400110 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('UPDATE accounts SET updatedAt = createdAt WHERE updatedAt IS NULL');
  }

  async down(): Promise<void> {
    // The column goes, and with it what is in it.
  }
}
