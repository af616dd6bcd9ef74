import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

export class IndexMailsByTemplate1764000100000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createIndex(
      'mails',
      new TableIndex({ name: 'ix_mails_template', columnNames: ['siteId', 'template', 'state', 'id'] }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropIndex('mails', 'ix_mails_template');
  }
}
