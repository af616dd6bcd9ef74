import { type QueryRunner, TableColumn, type TableColumnOptions } from 'typeorm';
import { isSqlite } from './engine';

/**
 * Makes a text column longer or shorter, and keeps what is in it. On the MySQL
 * family TypeORM would drop the column and add it anew.
 */
export async function changeLength(queryRunner: QueryRunner, table: string, column: TableColumnOptions): Promise<void> {
  if (isSqlite(queryRunner.dataSource)) {
    await queryRunner.changeColumn(table, column.name, new TableColumn(column));
    return;
  }
  const type = column.length === undefined ? column.type : `${column.type}(${column.length})`;
  await queryRunner.query(
    `ALTER TABLE \`${table}\` MODIFY \`${column.name}\` ${type} ${column.isNullable === true ? 'NULL' : 'NOT NULL'}`,
  );
}
