import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { foreignKey, idColumn, TABLE_OPTIONS, textColumn, timeColumn } from '../src/platform/database/schema';

export class CreateStaffNotifications1764000100030 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      new Table({
        ...TABLE_OPTIONS,
        name: 'staff_notifications',
        columns: [
          idColumn('siteId', { isPrimary: true }),
          idColumn('staffId', { isPrimary: true }),
          textColumn('pace', 20),
          timeColumn('chosenAt'),
        ],
        indices: [{ name: 'ix_staff_notifications_pace', columnNames: ['pace', 'siteId', 'staffId'] }],
        foreignKeys: [
          foreignKey(
            'fk_staff_notifications_membership',
            ['siteId', 'staffId'],
            ['staff_memberships', ['siteId', 'staffId']],
            'CASCADE',
          ),
        ],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('staff_notifications');
  }
}
