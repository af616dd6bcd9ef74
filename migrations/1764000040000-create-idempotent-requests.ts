import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { foreignKey, idColumn, TABLE_OPTIONS, textColumn, timeColumn } from '../src/platform/database/schema';

export class CreateIdempotentRequests1764000040000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      new Table({
        ...TABLE_OPTIONS,
        name: 'idempotent_requests',
        columns: [
          idColumn('siteId', { isPrimary: true }),
          textColumn('scope', 60, { isPrimary: true }),
          textColumn('keyHash', 64, { isPrimary: true }),
          textColumn('bodyHash', 64),
          { name: 'sealedAnswer', type: 'text', isNullable: true },
          idColumn('attemptId'),
          timeColumn('leaseUntil'),
          timeColumn('expiresAt'),
        ],
        indices: [{ name: 'ix_idempotent_requests_expires_at', columnNames: ['expiresAt'] }],
        foreignKeys: [foreignKey('fk_idempotent_requests_site', ['siteId'], ['sites', ['id']], 'CASCADE')],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('idempotent_requests');
  }
}
