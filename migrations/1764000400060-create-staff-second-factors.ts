import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { countColumn, foreignKey, idColumn, TABLE_OPTIONS, textColumn, timeColumn } from '../src/platform/database/schema';

export class CreateStaffSecondFactors1764000400060 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      new Table({
        ...TABLE_OPTIONS,
        name: 'staff_second_factors',
        columns: [
          idColumn('staffId', { isPrimary: true }),
          textColumn('sealedSecret', 200),
          timeColumn('confirmedAt', { isNullable: true }),
          countColumn('lastStep'),
        ],
        foreignKeys: [foreignKey('fk_staff_second_factors_staff', ['staffId'], ['staff', ['id']], 'CASCADE')],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('staff_second_factors');
  }
}
