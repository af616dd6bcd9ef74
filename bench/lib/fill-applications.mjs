// Fills a site with as many applications as one likes, by statements that make many rows at once. MariaDB only (its SEQUENCE engine counts).
import { createConnection } from 'mysql2/promise';

const FAMILIES = [
  ...['Tanaka', 'Suzuki', 'Sato', 'Müller', 'García', 'Nguyễn', 'O’Brien', 'Smith', 'Johansson', 'Kowalska', 'Öztürk', 'Rossi'],
  ...['田中', '鈴木', '佐藤', '髙橋', '渡邉', '伊藤', '山本', '中村', '小林', '加藤', '王', '李', '김', '박'],
];
const GIVEN = [
  ...['Hana', 'Sam', 'José', 'Mio', 'Lars', 'Anh', 'Zoë', 'Ali', 'Chloé', 'Ivan', 'Noor', 'Grace', 'Yuki', 'Amélie'],
  ...['太郎', '花子', '美咲', '蓮', '陽菜', '大翔', '結衣', '翔太', '莉子', '健', '明', '민준', '서연'],
];
// The first has most, as everywhere.
const DOMAINS = ['gmail.com', 'yahoo.co.jp', 'outlook.com', 'icloud.com', 'docomo.ne.jp', 'school.example', 'academy.example'];
const QUESTIONS = [
  { type: 'text', key: 'company', required: false, label: { en: 'Company' }, description: {} },
  {
    type: 'checkbox',
    key: 'topics',
    required: false,
    label: { en: 'What do you want to learn?' },
    description: {},
    options: [
      { value: 'maths', label: { en: 'Mathematics' } },
      { value: 'music', label: { en: 'Music' } },
    ],
  },
];
const CHUNK = 100_000;
const YEAR_IN_MS = 365 * 24 * 3_600_000;
export const NEWEST = Date.UTC(2026, 5, 1);

const among = (list, number) => `ELT(1 + ${number} % ${list.length}, ${list.map((each) => `'${each}'`).join(', ')})`;
// Repeatable chance: a number of 32 bits for a row and a purpose.
const chance = (purpose) => `CONV(SUBSTR(MD5(CONCAT('${purpose}', seq)), 1, 8), 16, 10)`;
const percent = (purpose) => `(${chance(purpose)} % 10000) / 100`;
const uuid = (ms, purpose) =>
  `LOWER(CONCAT(SUBSTR(LPAD(HEX(${ms}), 12, '0'), 1, 8), '-', SUBSTR(LPAD(HEX(${ms}), 12, '0'), 9, 4), '-7', ` +
  `SUBSTR(MD5(CONCAT('${purpose}', seq)), 1, 3), '-8', SUBSTR(MD5(CONCAT('${purpose}', seq)), 4, 3), '-', ` +
  `SUBSTR(MD5(CONCAT('${purpose}', seq)), 7, 12)))`;
const fixed = (number) => `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`;

/** What the rows can be searched by. */
export const FACTS = {
  largeGroup: fixed(1),
  smallGroup: fixed(150),
  signupUrl: fixed(1001),
  code: fixed(2001),
  reviewer: fixed(3001),
  commonLoginId: 'learner.', // three in ten
  rareLoginId: 'learner.00001',
  missingLoginId: 'nobody.has.this',
  commonName: '田中',
  commonEmail: 'learner.',
  largeDomain: '@gmail.com',
  smallDomain: '@academy17.example',
};

/** @returns the id of every application in the order of their age is left to the database; this answers how many there are */
export async function fillApplications({ databaseUrl, slug, count, log = () => {} }) {
  const connection = await createConnection({ uri: databaseUrl, charset: 'utf8mb4_bin', timezone: 'Z' });
  try {
    const [[{ id: siteId }]] = await connection.query('SELECT id FROM sites WHERE slug = ?', [slug]);
    await connection.query("SET unique_checks = 0, foreign_key_checks = 0, time_zone = '+00:00'");
    await fillSurroundings(connection, siteId);
    for (const [table, insert] of [
      ['applications', insertApplications],
      ['application_history', insertHistory],
      ['mails', insertMails],
    ]) {
      const started = Date.now();
      await withoutIndexes(connection, table, async () => {
        for (let first = 1; first <= count; first += CHUNK) {
          await insert(connection, { siteId, first, last: Math.min(count, first + CHUNK - 1), step: YEAR_IN_MS / count });
        }
      });
      await connection.query(`ANALYZE TABLE ${table}`);
      log(`${table}: filled for ${count} applications in ${((Date.now() - started) / 1000).toFixed(0)} s`);
    }
  } finally {
    await connection.end();
  }
}

/** A table is filled faster without its indexes; they are made anew at once. */
async function withoutIndexes(connection, table, fill) {
  const [rows] = await connection.query(
    'SELECT INDEX_NAME AS name, NON_UNIQUE AS many, COLUMN_NAME AS columnName FROM information_schema.STATISTICS ' +
      "WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? AND INDEX_NAME <> 'PRIMARY' ORDER BY INDEX_NAME, SEQ_IN_INDEX",
    [table],
  );
  const indexes = Map.groupBy ? Map.groupBy(rows, ({ name }) => name) : groupByName(rows);
  const each = (toClause) => [...indexes.entries()].map(toClause).join(', ');
  if (indexes.size === 0) return fill();
  await connection.query(`ALTER TABLE ${table} ${each(([name]) => `DROP INDEX ${name}`)}`);
  await fill();
  const columns = (parts) => parts.map(({ columnName }) => `\`${columnName}\``).join(', ');
  await connection.query(
    `ALTER TABLE ${table} ${each(([name, parts]) => `ADD ${Number(parts[0].many) ? '' : 'UNIQUE '}INDEX ${name} (${columns(parts)})`)}`,
  );
}

function groupByName(rows) {
  const groups = new Map();
  for (const row of rows) groups.set(row.name, [...(groups.get(row.name) ?? []), row]);
  return groups;
}

async function fillSurroundings(connection, siteId) {
  const at = new Date(NEWEST - YEAR_IN_MS);
  await connection.query(
    'INSERT INTO `groups` (siteId, id, lmsId, name, nameKey, archived, createdAt, updatedAt) ' +
      `SELECT ?, CONCAT('01900000-0000-7000-8000-', LPAD(seq, 12, '0')), seq, CONCAT('Course ', seq), CONCAT('course ', seq), 0, ?, ? FROM seq_1_to_200`,
    [siteId, at, at],
  );
  await connection.query(
    'INSERT INTO registration_forms (siteId, version, definition, createdAt, createdById) VALUES (?, 1, ?, ?, ?)',
    [siteId, JSON.stringify(QUESTIONS), at, fixed(3001)],
  );
  await connection.query(
    'INSERT INTO signup_urls (siteId, id, groupId, `key`, codeRequired, codes, publishedAt, publishedById, version, updatedAt) ' +
      "SELECT ?, CONCAT('01900000-0000-7000-8000-', LPAD(1000 + seq, 12, '0')), CONCAT('01900000-0000-7000-8000-', LPAD(seq, 12, '0')), " +
      `MD5(CONCAT(?, seq)), 1, CONCAT('[{"id":"01900000-0000-7000-8000-', LPAD(2000 + seq, 12, '0'), '","code":"SPRING-', seq, '","label":"Spring","removed":false}]'), ?, ?, 1, ? FROM seq_1_to_200`,
    [siteId, siteId, at, fixed(3001), at],
  );
  await connection.query(
    'INSERT INTO staff (id, email, emailKey, name, passwordHash, isOperator, tokenGeneration, createdAt) ' +
      "SELECT CONCAT('01900000-0000-7000-8000-', LPAD(3000 + seq, 12, '0')), CONCAT('reviewer', seq, '@bench.example'), " +
      "CONCAT('reviewer', seq, '@bench.example'), CONCAT('Reviewer ', seq), '-', 0, 0, ? FROM seq_1_to_3",
    [at],
  );
}

const MOMENT = `FLOOR(${NEWEST} - ? + seq * ?)`; // the oldest a year ago, evenly since

async function insertApplications(connection, { siteId, first, last, step }) {
  const groupOf = `IF(${percent('group')} < 50, 1, 2 + ${chance('group2')} % 199)`;
  await connection.query(
    `INSERT INTO applications (siteId, id, status, name, nameKey, loginId, loginIdKey, email, emailKey, emailDomain, canonicalEmailKey,
       slice, networkHash, passwordHash, displayName, country, language, timeZone, answers, formVersion, termsVersion, groupId, signupUrlId,
       authenticationCodeId, locale, linkGeneration, linkExpiresAt, appliedAt, activatedAt, decidedAt, decidedById)
     SELECT ?, id, status, name, LOWER(name), loginId, LOWER(loginId), CONCAT(local, '@', domain), LOWER(CONCAT(local, '@', domain)), domain,
       IF(domain = 'gmail.com', CONCAT(REPLACE(LOWER(local), '.', ''), '@', domain), LOWER(CONCAT(local, '@', domain))),
       FLOOR(ms / 67108864), SUBSTR(MD5(CONCAT('network', seq DIV 3)), 1, 24), IF(status = 'approved', NULL, '-'), NULL, 'JP', 'ja', 'Asia/Tokyo',
       CONCAT('{"company":"Example ', seq % 997, '","topics":["maths","music"]}'), '1.benchbenchbenchbenchbe', NULL,
       CONCAT('01900000-0000-7000-8000-', LPAD(groupNumber, 12, '0')), CONCAT('01900000-0000-7000-8000-', LPAD(1000 + groupNumber, 12, '0')),
       CONCAT('01900000-0000-7000-8000-', LPAD(2000 + groupNumber, 12, '0')), 'ja', 0, FROM_UNIXTIME(ms / 1000 + 86400),
       FROM_UNIXTIME(ms / 1000), IF(status = 'not_activated', NULL, FROM_UNIXTIME(ms / 1000 + 600)),
       IF(status IN ('approved', 'not_approved'), FROM_UNIXTIME(ms / 1000 + 7200), NULL), decider
     FROM (SELECT seq, ms, ${uuid('ms', 'application')} AS id,
         CASE WHEN ${percent('status')} < 95 THEN 'approved' WHEN ${percent('status')} < 98.5 THEN 'not_approved'
              WHEN ${percent('status')} < 99.5 THEN 'unapproved' ELSE 'not_activated' END AS status,
         CONCAT(${among(FAMILIES, chance('family'))}, ' ', ${among(GIVEN, chance('given'))}) AS name,
         CONCAT(IF(${percent('login')} < 30, 'learner.', ${among(['sam', 'hana', 'mio', 'Lars', 'anh', 'ivan', 'noor', 'yuki'], chance('login2'))}),
           LPAD(seq, 7, '0')) AS loginId,
         CONCAT(IF(${percent('login')} < 30, 'learner.', ${among(['sam', 'hana', 'mio', 'Lars', 'anh', 'ivan', 'noor', 'yuki'], chance('login2'))}),
           LPAD(seq, 7, '0')) AS local,
         IF(${percent('domain')} < 40, 'gmail.com', IF(${percent('domain')} < 80, ${among(DOMAINS, chance('domain2'))},
           CONCAT('academy', ${chance('domain3')} % 5000, '.example'))) AS domain,
         ${groupOf} AS groupNumber,
         IF(${percent('status')} < 98.5, IF(${percent('decider')} < 40, NULL,
           CONCAT('01900000-0000-7000-8000-', LPAD(3001 + ${chance('decider2')} % 3, 12, '0'))), NULL) AS decider
       FROM (SELECT seq, ${MOMENT} AS ms FROM seq_${first}_to_${last}) AS moments) AS people ORDER BY id`,
    [siteId, YEAR_IN_MS, step],
  );
}

async function insertHistory(connection, { siteId, first, last, step }) {
  const common = (event, from, to, actor, delay) =>
    connection.query(
      `INSERT INTO application_history (siteId, applicationId, id, at, event, fromStatus, toStatus, actorKind, actorId, reason, requestId)
       SELECT ?, id, CONCAT(SUBSTR(id, 1, 24), LPAD(HEX(seq * 2 + ${delay === 0 ? 0 : 1}), 12, '0')), FROM_UNIXTIME(ms / 1000 + ${delay}),
         '${event}', ${from}, '${to}', '${actor}', NULL, NULL, 'bench'
       FROM (SELECT seq, ms, ${uuid('ms', 'application')} AS id FROM (SELECT seq, ${MOMENT} AS ms FROM seq_${first}_to_${last}) AS moments) AS people
       ORDER BY id`,
      [siteId, YEAR_IN_MS, step],
    );
  await common('apply', 'NULL', 'not_activated', 'applicant', 0);
  await common('activate', "'not_activated'", 'unapproved', 'applicant', 600);
}

async function insertMails(connection, { siteId, first, last, step }) {
  // Two in a hundred could not be delivered; of the newest some still wait.
  const state = `CASE WHEN ${percent('mail')} < 2 THEN 'failed' WHEN ${percent('mail')} < 2.02 THEN 'queued' ELSE 'sent' END`;
  await connection.query(
    `INSERT INTO mails (siteId, id, applicationId, template, locale, recipient, params, state, tries, dueAt, queuedAt, sentAt, lastAnswer)
     SELECT ?, ${uuid('ms', 'mail')}, id, 'activation', 'ja', NULL, NULL, ${state}, 1, '2036-01-01', FROM_UNIXTIME(ms / 1000),
       FROM_UNIXTIME(ms / 1000), '250 ok'
     FROM (SELECT seq, ms, ${uuid('ms', 'application')} AS id FROM (SELECT seq, ${MOMENT} AS ms FROM seq_${first}_to_${last}) AS moments) AS people`,
    [siteId, YEAR_IN_MS, step],
  );
}
