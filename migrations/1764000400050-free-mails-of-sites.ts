import { type MigrationInterface, type QueryRunner, TableForeignKey } from 'typeorm';
import { foreignKey } from '../src/platform/database/schema';

const TO_SITE = 'fk_mails_site';

/** Mails of the service itself, to operators and to who has forgotten a password, are of no site. */
export class FreeMailsOfSites1764000400050 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropForeignKey('mails', TO_SITE);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createForeignKey(
      'mails',
      new TableForeignKey(foreignKey(TO_SITE, ['siteId'], ['sites', ['id']], 'CASCADE')),
    );
  }
}
