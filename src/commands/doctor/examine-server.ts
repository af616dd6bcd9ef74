import { type DataSource } from 'typeorm';
import { SteadyClock } from '../../platform/clock/steady-clock';
import { type Config } from '../../platform/config/config';
import { beyond, missing, MIGRATING, privilegesOn, RUN_TIME } from './domain/privileges';
import { serverVersion } from './domain/server-version';
import { type Finding, ok, problem, warning } from './finding';

const CHARACTER_SET = 'utf8mb4';
const COLLATION = 'utf8mb4_bin';
// Settings of a site and sealed bodies are texts of up to 16 MB, and rows are inserted by the hundred.
const SMALLEST_PACKET = 16 * 1024 * 1024;
// Seconds. What is farther apart is told by the service at its start (ADR 22).
const CLOCK = { warning: 5, problem: 60 } as const;

interface ServerFacts {
  readonly version: string;
  readonly name: string;
  readonly seconds: string;
  readonly isReadOnly: number | string;
  readonly flushes: number | string;
  readonly packet: number | string;
  readonly sqlMode: string;
  readonly characterSet: string;
}

/** A MySQL or MariaDB server: version, character sets, durability, privileges, clock. */
export async function examineServer(dataSource: DataSource, config: Config): Promise<Finding[]> {
  const clock = new SteadyClock();
  const askedAt = clock.now().getTime();
  const [facts] = await dataSource.query<ServerFacts[]>(
    `SELECT VERSION() AS version, DATABASE() AS name, UNIX_TIMESTAMP(NOW(3)) AS seconds, @@read_only AS isReadOnly,
       @@innodb_flush_log_at_trx_commit AS flushes, @@max_allowed_packet AS packet, @@sql_mode AS sqlMode,
       @@character_set_database AS characterSet`,
  );
  if (facts === undefined) {
    return [problem('database', 'It answers nothing.', 'Look at the log of the server.')];
  }
  const between = (askedAt + clock.now().getTime()) / 2;
  return [
    versionFinding(facts),
    ...settingFindings(facts),
    await collationFinding(dataSource, facts),
    await privilegesFinding(dataSource, facts.name, config.migrateAtStart),
    clockFinding(Number(facts.seconds) - between / 1000),
  ];
}

function versionFinding({ version, isReadOnly }: ServerFacts): Finding {
  const { name, isSupported, oldest } = serverVersion(version);
  if (!isSupported) {
    return problem('database', `${name} is too old.`, `Use ${oldest} or newer.`);
  }
  return Number(isReadOnly) === 1
    ? problem('database', `${name} takes no writes: read_only is on.`, 'Name the primary in DATABASE_URL, not a replica.')
    : ok('database', `${name} answers.`);
}

function settingFindings({ flushes, packet, sqlMode }: ServerFacts): Finding[] {
  const findings: Finding[] = [];
  if (Number(flushes) !== 1) {
    findings.push(
      warning(
        'durability',
        `innodb_flush_log_at_trx_commit is ${flushes}: a power cut loses what was confirmed.`,
        'Set it to 1.',
      ),
    );
  }
  if (Number(packet) < SMALLEST_PACKET) {
    findings.push(warning('packets', `max_allowed_packet is ${packet}.`, `Set it to ${SMALLEST_PACKET} or more, on the server.`));
  }
  if (!/STRICT_(ALL|TRANS)_TABLES/.test(sqlMode)) {
    findings.push(warning('sql_mode', 'It is not strict: what does not fit is cut off silently.', 'Add STRICT_TRANS_TABLES.'));
  }
  return findings;
}

async function collationFinding(dataSource: DataSource, { name, characterSet }: ServerFacts): Promise<Finding> {
  const others = await dataSource.query<{ name: string }[]>(
    'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = ? AND table_collation <> ? ORDER BY table_name',
    [name, COLLATION],
  );
  const ours = others.map((row) => row.name).filter((table) => table !== 'schema_migrations');
  const [first] = ours;
  if (first !== undefined) {
    return problem(
      'collation',
      `Tables of another collation than ${COLLATION}: ${ours.join(', ')}. Texts would be compared loosely there.`,
      `ALTER TABLE \`${first}\` CONVERT TO CHARACTER SET ${CHARACTER_SET} COLLATE ${COLLATION}; and so on.`,
    );
  }
  return characterSet === CHARACTER_SET
    ? ok('collation', `${COLLATION} in every table.`)
    : warning(
        'collation',
        `The database's own character set is ${characterSet}; its tables have ${CHARACTER_SET}.`,
        `ALTER DATABASE \`${name}\` CHARACTER SET ${CHARACTER_SET} COLLATE ${COLLATION};`,
      );
}

async function privilegesFinding(dataSource: DataSource, database: string, migrates: boolean): Promise<Finding> {
  const rows = await dataSource.query<Record<string, string>[]>('SHOW GRANTS FOR CURRENT_USER()');
  const privileges = privilegesOn(
    database,
    rows.flatMap((row) => Object.values(row)),
  );
  const needed = migrates ? [...RUN_TIME, ...MIGRATING] : RUN_TIME;
  const lacking = missing(privileges, needed);
  const more = beyond(privileges, needed);
  if (lacking.length > 0) {
    return privileges.hasRoles
      ? warning('privileges', `Not seen: ${lacking.join(', ')}; roles may give them.`, 'Look at the grants of the roles.')
      : problem('privileges', `Missing: ${lacking.join(', ')}.`, 'Give them: packaging/sql/users.sql.');
  }
  return more.length > 0
    ? warning(
        'privileges',
        `More than needed: ${more.join(', ')}.`,
        'Use two accounts, one of them for migrating: packaging/sql/users.sql.',
      )
    : ok('privileges', `Just what is needed: ${needed.join(', ')}.`);
}

function clockFinding(ahead: number): Finding {
  const apart = Math.abs(ahead);
  const found = `The clocks of this machine and of the database are ${apart.toFixed(1)} s apart.`;
  if (apart > CLOCK.problem) {
    return problem('clock', found, 'Let both follow the same time server (NTP).');
  }
  return apart > CLOCK.warning ? warning('clock', found, 'Let both follow the same time server (NTP).') : ok('clock', found);
}
