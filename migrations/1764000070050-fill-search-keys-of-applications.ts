import { type MigrationInterface, type QueryRunner } from 'typeorm';

interface Row {
  readonly siteId: string;
  readonly id: string;
  readonly name: string;
  readonly emailKey: string;
}

const BATCH = 500;

/** Gives what was sent before the keys it is searched by. */
export class FillSearchKeysOfApplications1764000070050 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    let last = { siteId: '', id: '' };
    for (;;) {
      const rows = (await queryRunner.query(
        'SELECT siteId, id, name, emailKey FROM applications WHERE siteId > ? OR (siteId = ? AND id > ?) ' +
          `ORDER BY siteId, id LIMIT ${BATCH}`,
        [last.siteId, last.siteId, last.id],
      )) as Row[];
      for (const row of rows) {
        await queryRunner.query(
          'UPDATE applications SET nameKey = ?, emailDomain = ?, canonicalEmailKey = ?, slice = ? WHERE siteId = ? AND id = ?',
          [nameKeyOf(row), domainOf(row), mailboxOf(row), sliceOf(row), row.siteId, row.id],
        );
      }
      if (rows.length < BATCH) {
        return;
      }
      last = rows.at(-1) ?? last;
    }
  }

  async down(): Promise<void> {
    // The columns go, and with them what is in them.
  }
}

function nameKeyOf({ name }: Row): string {
  return Array.from(name.normalize('NFKC').toLowerCase().trim()).slice(0, 60).join('');
}

function domainOf({ emailKey }: Row): string {
  return emailKey.slice(emailKey.lastIndexOf('@') + 1);
}

function mailboxOf(row: Row): string {
  const domain = domainOf(row).replace(/^googlemail[.]com$/, 'gmail.com');
  const localPart = row.emailKey.slice(0, row.emailKey.lastIndexOf('@')).replace(/(?<=.)[+].*$/, '');
  return `${domain === 'gmail.com' ? localPart.replaceAll('.', '') : localPart}@${domain}`;
}

// The 48 bits of a UUIDv7 that say when it was made, in stretches of 2^26 ms.
function sliceOf({ id }: Row): number {
  return Math.floor(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) / 2 ** 26);
}
