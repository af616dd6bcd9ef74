import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

export class DropIndexMailsByApplication1764000070210 implements MigrationInterface {
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createIndex(
      'mails',
      new TableIndex({ name: 'ix_mails_application', columnNames: ['siteId', 'applicationId'] }),
    );
  }

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropIndex('mails', 'ix_mails_application');
  }
}
