import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { foreignKey, idColumn, TABLE_OPTIONS, textColumn, timeColumn } from '../src/platform/database/schema';

export class CreateClaims1764000006000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      new Table({
        ...TABLE_OPTIONS,
        name: 'claims',
        columns: [
          idColumn('siteId', { isPrimary: true }),
          textColumn('kind', 10, { isPrimary: true }),
          textColumn('value', 254, { isPrimary: true }),
          idColumn('applicationId'),
          timeColumn('reservedAt', { isNullable: true }),
        ],
        indices: [{ name: 'ix_claims_application', columnNames: ['siteId', 'applicationId'] }],
        foreignKeys: [
          foreignKey('fk_claims_application', ['siteId', 'applicationId'], ['applications', ['siteId', 'id']], 'CASCADE'),
        ],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('claims');
  }
}
