import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { foreignKey, idColumn, TABLE_OPTIONS, textColumn, timeColumn } from '../src/platform/database/schema';

export class CreateStaffSessions1764000400000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      new Table({
        ...TABLE_OPTIONS,
        name: 'staff_sessions',
        columns: [
          idColumn('id', { isPrimary: true }),
          idColumn('staffId'),
          textColumn('carrier', 10),
          textColumn('familyHash', 64),
          textColumn('refreshHash', 64),
          textColumn('previousRefreshHash', 64, { isNullable: true }),
          textColumn('network', 50),
          textColumn('userAgent', 100),
          timeColumn('createdAt'),
          timeColumn('lastUsedAt'),
          timeColumn('expiresAt'),
        ],
        indices: [{ name: 'ix_staff_sessions_staff', columnNames: ['staffId', 'id'] }],
        foreignKeys: [foreignKey('fk_staff_sessions_staff', ['staffId'], ['staff', ['id']], 'CASCADE')],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('staff_sessions');
  }
}
