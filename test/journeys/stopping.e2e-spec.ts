import { connect, type Socket } from 'node:net';
import { bodyOf } from '../support/answers';
import { anApplicant } from '../support/builders';
import { Scene } from '../support/scene';
import { sleep, waitFor } from '../support/wait';

jest.setTimeout(180_000);

const WITHIN_MS = 30_000;
const DIGITS =
  '(SELECT 0 AS d UNION SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5 UNION SELECT 6 UNION SELECT 7 UNION SELECT 8 UNION SELECT 9)';

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.open();
});
afterAll(() => scene.close());

/** Ten thousand more of one that is there, with names so long that no buffer on the way holds all of them. */
async function tenThousandMore(): Promise<void> {
  const { database } = scene.service;
  const [row] = await database.rows('SELECT * FROM applications LIMIT 1');
  const columns = Object.keys(row ?? {});
  const values = columns.map((column) => {
    if (column === 'id') return "CONCAT('01900000-0000-7000-8000-00000000', w.d, x.d, y.d, z.d)";
    return column === 'name' ? '?' : `a.\`${column}\``;
  });
  await database.write(
    `INSERT INTO applications (${columns.map((column) => `\`${column}\``).join(', ')})
     SELECT ${values.join(', ')} FROM (SELECT * FROM applications LIMIT 1) AS a, ${DIGITS} AS w, ${DIGITS} AS x, ${DIGITS} AS y, ${DIGITS} AS z`,
    ['長い名前'.repeat(50)],
  );
}

/** Asks for all applications as CSV and reads nothing but the beginning. */
function unreadDownload(): Promise<Socket> {
  const { hostname, port, host } = new URL(scene.service.baseUrl);
  const { administrator, slug } = scene.site;
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(
        `GET /v1/sites/${slug}/applications.csv HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${administrator.token}\r\n\r\n`,
      );
    });
    socket.once('data', (chunk) => {
      socket.pause();
      if (chunk.toString().startsWith('HTTP/1.1 200')) resolve(socket);
      else reject(new Error(chunk.toString()));
    });
    socket.on('error', () => undefined);
  });
}

describe('SIGTERM', () => {
  it('ends the service with 0 in time, though a client does not read its download and the mail server hangs', async () => {
    await scene.activates();
    await tenThousandMore();
    const download = await unreadDownload();
    scene.sink.mood = 'hang';
    const form = anApplicant();
    bodyOf(await scene.api.apply(scene.site.slug, form), 202);
    await scene.sink.waitUntilHung(form.email);

    const running = Array.from({ length: 5 }, () => scene.api.apply(scene.site.slug, anApplicant()));
    await sleep(50);
    const began = performance.now();
    const stopped = scene.service.stop();
    await waitFor('load balancers to be told', async () => {
      const answer = await fetch(`${scene.service.baseUrl}/health/ready`).catch(() => undefined);
      return answer?.status === 503 ? true : undefined;
    });
    for (const answer of await Promise.all(running)) bodyOf(answer, 202);
    await stopped;
    expect(performance.now() - began).toBeLessThan(WITHIN_MS);
    download.destroy();

    // What it held is free for the next one.
    scene.sink.mood = 'accept';
    await scene.service.start();
    await scene.sink.waitForMail({ to: form.email, withinSeconds: 60 });
    await waitFor(
      'nothing to be under way',
      async () =>
        (await scene.service.database.rows("SELECT id FROM mails WHERE state = 'sending'")).length === 0 ? true : undefined,
      60,
    );
    expect(scene.sink.mailsTo(form.email)).toHaveLength(1);
  });
});
