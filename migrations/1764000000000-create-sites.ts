import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { idColumn, switchColumn, TABLE_OPTIONS, textColumn, timeColumn } from '../src/platform/database/schema';

export class CreateSites1764000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      new Table({
        ...TABLE_OPTIONS,
        name: 'sites',
        columns: [
          idColumn('id', { isPrimary: true }),
          textColumn('slug', 40),
          textColumn('name', 100),
          switchColumn('registrationAvailable'),
          timeColumn('createdAt'),
        ],
        uniques: [{ name: 'uq_sites_slug', columnNames: ['slug'] }],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('sites');
  }
}
