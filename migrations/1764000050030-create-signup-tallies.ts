import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { countColumn, foreignKey, idColumn, TABLE_OPTIONS } from '../src/platform/database/schema';

export class CreateSignupTallies1764000050030 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      new Table({
        ...TABLE_OPTIONS,
        name: 'signup_tallies',
        columns: [
          idColumn('siteId', { isPrimary: true }),
          idColumn('signupUrlId', { isPrimary: true }),
          idColumn('codeId', { isPrimary: true }),
          countColumn('applied'),
          countColumn('approved'),
        ],
        foreignKeys: [foreignKey('fk_signup_tallies_site', ['siteId'], ['sites', ['id']], 'CASCADE')],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('signup_tallies');
  }
}
