// What applying, confirming and approving would be without a service around them: Fastify, mysql2 and argon2id, one transaction each with the
// same inserts and updates into the same tables; no rights, no limits, no rules but the shape of the body.
// node bench/lib/bare-registration.mjs mysql://… port
import { createHmac, randomBytes } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import Fastify from 'fastify';
import { createPool } from 'mysql2/promise';
import { v7 as uuid } from 'uuid';

const [uri, port] = process.argv.slice(2);
const pool = createPool({ uri, connectionLimit: 10, timezone: 'Z', charset: 'utf8mb4_bin' });
const [[{ id: siteId }]] = await pool.query("SELECT id FROM sites WHERE slug = 'bench'");
const app = Fastify();
const secret = randomBytes(32);
const HOUR = 3_600_000;

const text = (maxLength) => ({ type: 'string', minLength: 1, maxLength });
const APPLICATION = {
  type: 'object',
  additionalProperties: false,
  required: ['name', 'loginId', 'email', 'password'],
  properties: { name: text(200), loginId: text(30), email: text(254), password: text(1000) },
};
const ID = { type: 'object', required: ['id'], properties: { id: text(36) } };

async function inTransaction(work) {
  const connection = await pool.getConnection();
  try {
    await connection.beginTransaction();
    const result = await work(connection);
    await connection.commit();
    return result;
  } catch (error) {
    await connection.rollback();
    throw error;
  } finally {
    connection.release();
  }
}

const insertMail = (connection, { applicationId, recipient, template, now }) =>
  connection.execute(
    "INSERT INTO mails (siteId, id, applicationId, template, locale, recipient, params, state, tries, dueAt, queuedAt) VALUES (?, ?, ?, ?, 'en', ?, ?, 'queued', 0, ?, ?)",
    [siteId, uuid(), applicationId, template, recipient, '{"siteName":"Bench","linkGeneration":1}', now, now],
  );
const insertHistory = (connection, { applicationId, event, from, to, now }) =>
  connection.execute(
    "INSERT INTO application_history (siteId, applicationId, id, at, event, fromStatus, toStatus, actorKind, requestId) VALUES (?, ?, ?, ?, ?, ?, ?, 'applicant', ?)",
    [siteId, applicationId, uuid(), now, event, from, to, uuid()],
  );

app.post('/apply', { schema: { body: APPLICATION } }, async ({ body: { name, loginId, email, password } }, reply) => {
  const id = uuid();
  const now = new Date();
  const passwordHash = await hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
  await inTransaction(async (connection) => {
    await connection.execute(
      "INSERT INTO target_limits (siteId, kind, target, grantedAt, lastAskedAt) VALUES (?, 'application', ?, ?, ?) ON DUPLICATE KEY UPDATE lastAskedAt = VALUES(lastAskedAt)",
      [siteId, createHmac('sha256', secret).update(email).digest('base64url'), String(now.getTime()), now],
    );
    await connection.execute(
      `INSERT INTO applications (siteId, id, status, name, loginId, loginIdKey, email, emailKey, passwordHash, answers, formVersion, locale,
         linkGeneration, linkExpiresAt, appliedAt, nameKey, emailDomain, canonicalEmailKey, slice)
       VALUES (?, ?, 'not_activated', ?, ?, ?, ?, ?, ?, '{}', 'f1', 'en', 1, ?, ?, ?, ?, ?, ?)`,
      [
        ...[siteId, id, name, loginId, loginId, email, email, passwordHash, new Date(now.getTime() + 24 * HOUR), now],
        ...[name.toLowerCase(), email.split('@')[1], email, now.getTime() % 64],
      ],
    );
    await insertHistory(connection, { applicationId: id, event: 'apply', from: null, to: 'not_activated', now });
    await connection.execute(
      "INSERT INTO claims (siteId, kind, value, applicationId) VALUES (?, 'login-id', ?, ?), (?, 'email', ?, ?)",
      [siteId, loginId, id, siteId, email, id],
    );
    await insertMail(connection, { applicationId: id, recipient: email, template: 'activation', now });
  });
  return reply.code(202).send({ id, ticket: createHmac('sha256', secret).update(id).digest('base64url') });
});

app.post('/activate', { schema: { body: ID } }, async ({ body: { id } }) => {
  const now = new Date();
  await inTransaction(async (connection) => {
    const [[found]] = await connection.execute('SELECT status FROM applications WHERE siteId = ? AND id = ? FOR UPDATE', [
      siteId,
      id,
    ]);
    if (found?.status !== 'not_activated') throw new Error('not waiting');
    await connection.execute("UPDATE applications SET status = 'unapproved', activatedAt = ? WHERE siteId = ? AND id = ?", [
      now,
      siteId,
      id,
    ]);
    await insertHistory(connection, { applicationId: id, event: 'activate', from: 'not_activated', to: 'unapproved', now });
  });
  return { outcome: 'activated' };
});

app.post('/approve', { schema: { body: ID } }, async ({ body: { id } }) => {
  const now = new Date();
  return inTransaction(async (connection) => {
    const [[found]] = await connection.execute('SELECT * FROM applications WHERE siteId = ? AND id = ? FOR UPDATE', [siteId, id]);
    if (found?.status !== 'unapproved') throw new Error('not waiting');
    await connection.execute("UPDATE applications SET status = 'approved', decidedAt = ? WHERE siteId = ? AND id = ?", [
      now,
      siteId,
      id,
    ]);
    await connection.execute(
      'INSERT INTO accounts (siteId, id, applicationId, loginId, loginIdKey, email, emailKey, name, passwordHash, createdAt, updatedAt) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      [
        siteId,
        uuid(),
        id,
        found.loginId,
        found.loginIdKey,
        found.email,
        found.emailKey,
        found.name,
        found.passwordHash,
        now,
        now,
      ],
    );
    await insertHistory(connection, { applicationId: id, event: 'approve', from: 'unapproved', to: 'approved', now });
    await insertMail(connection, { applicationId: id, recipient: found.email, template: 'approved', now });
    return { ...found, status: 'approved' };
  });
});

app.get('/ready', () => ({ ready: true }));
await app.listen({ port: Number(port), host: '127.0.0.1' });
