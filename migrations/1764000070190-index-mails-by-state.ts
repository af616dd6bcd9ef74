import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

export class IndexMailsByState1764000070190 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createIndex(
      'mails',
      new TableIndex({ name: 'ix_mails_state', columnNames: ['siteId', 'state', 'applicationId', 'id', 'template'] }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropIndex('mails', 'ix_mails_state');
  }
}
