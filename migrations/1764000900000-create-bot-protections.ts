import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import {
  countColumn,
  foreignKey,
  idColumn,
  longTextColumn,
  TABLE_OPTIONS,
  textColumn,
  timeColumn,
} from '../src/platform/database/schema';

export class CreateBotProtections1764000900000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      new Table({
        ...TABLE_OPTIONS,
        name: 'bot_protections',
        columns: [
          idColumn('siteId', { isPrimary: true }),
          textColumn('challenge', 20),
          textColumn('hcaptchaSiteKey', 200, { isNullable: true }),
          textColumn('hcaptchaSecret', 400, { isNullable: true }),
          textColumn('turnstileSiteKey', 200, { isNullable: true }),
          textColumn('turnstileSecret', 400, { isNullable: true }),
          longTextColumn('hostNames'),
          longTextColumn('allowedDomains'),
          textColumn('ifNotAllowed', 20),
          longTextColumn('deniedDomains'),
          textColumn('ifDenied', 20),
          textColumn('ifDisposable', 20),
          countColumn('version'),
          timeColumn('updatedAt'),
        ],
        foreignKeys: [foreignKey('fk_bot_protections_site', ['siteId'], ['sites', ['id']], 'CASCADE')],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('bot_protections');
  }
}
