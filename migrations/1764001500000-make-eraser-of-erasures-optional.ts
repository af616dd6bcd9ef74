import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';
import { idColumn } from '../src/platform/database/schema';

export class MakeEraserOfErasuresOptional1764001500000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.changeColumn('erasures', 'erasedById', new TableColumn(idColumn('erasedById', { isNullable: true })));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.changeColumn('erasures', 'erasedById', new TableColumn(idColumn('erasedById')));
  }
}
