// What the list and the export would be without a service around them: Fastify and mysql2, one keyset query, no rights, no rules.
// node bench/lib/bare-applications.mjs mysql://… port
import Fastify from 'fastify';
import { createPool as createStreamingPool } from 'mysql2';
import { createPool } from 'mysql2/promise';
import { Readable } from 'node:stream';

const [uri, port] = process.argv.slice(2);
const pool = createPool({ uri, connectionLimit: 10, timezone: 'Z', charset: 'utf8mb4_bin' });
const streaming = createStreamingPool({ uri, connectionLimit: 2, timezone: 'Z', charset: 'utf8mb4_bin' });
const [[{ id: siteId }]] = await pool.query("SELECT id FROM sites WHERE slug = 'bench'");
const app = Fastify();

app.get('/list', async ({ query: { status, before = 'g', limit = 50 } }) => {
  const ofStatus = status ? 'AND status = ?' : '';
  const [items] = await pool.execute(
    `SELECT id, status, name, loginId, email, appliedAt, activatedAt, decidedAt, decidedById FROM applications
     WHERE siteId = ? ${ofStatus} AND id < ? ORDER BY id DESC LIMIT ${Number(limit) + 1}`,
    [siteId, ...(status ? [status] : []), before],
  );
  return { items: items.slice(0, limit), nextCursor: items.length > limit ? items[limit - 1].id : null };
});

const cell = (value) => {
  const text = value === null ? '' : value instanceof Date ? value.toISOString() : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

app.get('/csv', (_request, reply) => {
  const rows = streaming
    .query({
      sql: `SELECT a.id, a.status, a.name, a.loginId, a.email, a.displayName, a.department, a.position, a.country, a.language, a.timeZone,
              g.lmsId, g.name AS groupName, a.signupUrlId, a.authenticationCodeId, a.termsVersion, a.appliedAt, a.activatedAt, a.decidedAt,
              s.name AS decidedBy, a.answers
            FROM applications a LEFT JOIN \`groups\` g ON g.siteId = a.siteId AND g.id = a.groupId LEFT JOIN staff s ON s.id = a.decidedById
            WHERE a.siteId = ? ORDER BY a.id DESC`,
      values: [siteId],
      rowsAsArray: true,
    })
    .stream({ highWaterMark: 1000 });
  async function* lines() {
    let some = '';
    for await (const row of rows) {
      some += `${row.map(cell).join(',')}\r\n`;
      if (some.length > 65_536) {
        yield some;
        some = '';
      }
    }
    yield some;
  }
  return reply.type('text/csv').send(Readable.from(lines(), { objectMode: false }));
});

await app.listen({ port: Number(port), host: '127.0.0.1' });
