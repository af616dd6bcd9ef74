import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

/** To find who is below a group that moves. */
export class IndexGroupsByParent1764000060000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createIndex('groups', new TableIndex({ name: 'ix_groups_parent', columnNames: ['siteId', 'parentId'] }));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropIndex('groups', 'ix_groups_parent');
  }
}
