import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

export class IndexEndedApplicationHistory1764000600020 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createIndex(
      'application_history',
      new TableIndex({ name: 'ix_application_history_ended', columnNames: ['siteId', 'toStatus', 'at'] }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropIndex('application_history', 'ix_application_history_ended');
  }
}
