import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

export class IndexLastMails1764000070200 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createIndex(
      'mails',
      new TableIndex({ name: 'ix_mails_last', columnNames: ['siteId', 'applicationId', 'id', 'template', 'state'] }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropIndex('mails', 'ix_mails_last');
  }
}
