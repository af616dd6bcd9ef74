import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { idColumn, TABLE_OPTIONS, textColumn, timeColumn } from '../src/platform/database/schema';

export class CreateSigningKeys1764000004000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      new Table({
        ...TABLE_OPTIONS,
        name: 'signing_keys',
        columns: [
          idColumn('id', { isPrimary: true }),
          textColumn('publicJwk', 500),
          textColumn('sealedPrivateKey', 1000),
          timeColumn('createdAt'),
        ],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('signing_keys');
  }
}
