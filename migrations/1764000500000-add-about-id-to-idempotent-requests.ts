import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';
import { idColumn } from '../src/platform/database/schema';

export class AddAboutIdToIdempotentRequests1764000500000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.addColumn('idempotent_requests', new TableColumn(idColumn('aboutId', { isNullable: true })));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropColumn('idempotent_requests', 'aboutId');
  }
}
