import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { foreignKey, idColumn, TABLE_OPTIONS, textColumn, timeColumn } from '../src/platform/database/schema';

export class CreateUsedChallenges1764000900010 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      new Table({
        ...TABLE_OPTIONS,
        name: 'used_challenges',
        columns: [
          idColumn('siteId', { isPrimary: true }),
          textColumn('challengeHash', 43, { isPrimary: true }),
          timeColumn('expiresAt'),
        ],
        indices: [{ name: 'ix_used_challenges_expires_at', columnNames: ['expiresAt'] }],
        foreignKeys: [foreignKey('fk_used_challenges_site', ['siteId'], ['sites', ['id']], 'CASCADE')],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('used_challenges');
  }
}
