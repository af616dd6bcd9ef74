import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

export class IndexAccountsByUpdatedAt1764000400130 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createIndex(
      'accounts',
      new TableIndex({ name: 'ix_accounts_updated_at', columnNames: ['siteId', 'updatedAt', 'id'] }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropIndex('accounts', 'ix_accounts_updated_at');
  }
}
