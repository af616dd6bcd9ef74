import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { countColumn, idColumn, switchColumn, TABLE_OPTIONS, textColumn, timeColumn } from '../src/platform/database/schema';

export class CreateStaff1764000002000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      new Table({
        ...TABLE_OPTIONS,
        name: 'staff',
        columns: [
          idColumn('id', { isPrimary: true }),
          textColumn('name', 100),
          textColumn('email', 254),
          textColumn('emailKey', 254),
          textColumn('passwordHash', 255),
          switchColumn('isOperator'),
          countColumn('tokenGeneration'),
          timeColumn('disabledAt', { isNullable: true }),
          timeColumn('createdAt'),
        ],
        uniques: [{ name: 'uq_staff_email_key', columnNames: ['emailKey'] }],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('staff');
  }
}
