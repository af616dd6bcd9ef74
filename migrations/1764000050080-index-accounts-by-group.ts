import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

export class IndexAccountsByGroup1764000050080 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createIndex('accounts', new TableIndex({ name: 'ix_accounts_group', columnNames: ['siteId', 'groupId'] }));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropIndex('accounts', 'ix_accounts_group');
  }
}
