import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bodyOf, problemOf } from '../support/answers';
import { ENGINE, PROJECT_FOLDER } from '../support/environment';
import { Scene } from '../support/scene';
import { sleep, waitFor } from '../support/wait';

jest.setTimeout(180_000);

const DAYS = 24 * 3600 * 1000;

let folder: string;
let scene: Scene;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'matricula-clock-'));
  await writeFile(join(folder, 'ahead'), '0');
  const preload = join(PROJECT_FOLDER, 'test', 'support', 'shifted-date.cjs');
  scene = await Scene.open({ NODE_OPTIONS: `--require ${preload}`, SHIFTED_DATE_FILE: join(folder, 'ahead') });
});
afterAll(async () => {
  await scene.close();
  await rm(folder, { recursive: true, force: true });
});

const clock = async (): Promise<string> => {
  const answer = await scene.api.send<{ checks: { clock: string } }>('GET', '/health/ready');
  return bodyOf(answer, 200).checks.clock;
};

/** Somebody sets the system's clock, so far from what it really is. */
async function isSet(days: number): Promise<void> {
  await writeFile(join(folder, 'ahead'), String(days * DAYS));
  const expected = days === 0 ? 'up' : 'jumped';
  await waitFor(`the clock to be ${expected}`, async () => ((await clock()) === expected ? true : undefined));
}

const list = () => scene.api.listApplications(scene.site.administrator.token, scene.site.slug);

const secondsOfWork = async (): Promise<number> => {
  const { text } = await scene.api.send('GET', '/metrics');
  return Number(/^process_cpu_seconds_total (\S+)$/m.exec(text)?.[1] ?? NaN);
};

describe('while the service runs, the system’s clock is set', () => {
  it.each([
    ['three days ahead', 3],
    ['two days back', -2],
  ])('%s: nothing expires early, nothing comes alive again, and all goes on', async (_how, days) => {
    const waiting = await scene.applies();
    const late = await scene.applies();
    const { expiresAt } = bodyOf(await scene.api.lookAtLink(waiting.token), 200);
    await scene.service.database.write('UPDATE applications SET linkExpiresAt = ? WHERE email = ?', [
      new Date(Date.now() - 3_600_000).toISOString().replace('T', ' ').replace('Z', ''),
      late.form.email,
    ]);
    problemOf(await scene.api.lookAtLink(late.token), 410, 'activation-link-expired');

    await isSet(days);
    bodyOf(await list(), 200);
    expect(bodyOf(await scene.api.lookAtLink(waiting.token), 200).expiresAt).toBe(expiresAt);
    problemOf(await scene.api.lookAtLink(late.token), 410, 'activation-link-expired');
    problemOf(await scene.api.activate(late.token, { ticket: late.ticket }), 410, 'activation-link-expired');
    bodyOf(await scene.api.activate(waiting.token, { ticket: waiting.ticket }), 200);

    // New ones get the right time, their mails go out, and who logs in now is believed.
    const newcomer = await scene.applies();
    const { appliedAt } = await scene.applicationOf(newcomer.form.email);
    expect(Math.abs(Date.parse(appliedAt) - Date.now())).toBeLessThan(60_000);
    await scene.everythingSent();
    await scene.staffLogsInAgain();
    bodyOf(await list(), 200);

    // Neither spins: in three idle seconds there is little to do.
    const before = await secondsOfWork();
    await sleep(3_000);
    expect((await secondsOfWork()) - before).toBeLessThan(1.5);
    expect(scene.service.logs()).toContain('system’s clock was set');

    await isSet(0);
    bodyOf(await list(), 200);
  });

  it('from far ahead to far back, and back again', async () => {
    const waiting = await scene.applies();
    for (const days of [3, -2, 300, -300]) {
      await isSet(days);
      bodyOf(await scene.api.lookAtLink(waiting.token), 200);
      bodyOf(await list(), 200);
    }
    await isSet(0);
    bodyOf(await scene.api.activate(waiting.token, { ticket: waiting.ticket }), 200);
  });
});

describe('the service is started with a wrong clock', () => {
  it('goes by the database’s where that has one, else by the system’s', async () => {
    const waiting = await scene.applies();
    await scene.service.stop();
    await writeFile(join(folder, 'ahead'), String(3 * DAYS));
    await scene.service.start();
    expect(await clock()).toBe('up');
    if (ENGINE === 'mariadb') {
      bodyOf(await scene.api.lookAtLink(waiting.token), 200);
      bodyOf(await list(), 200);
      expect(scene.service.logs()).toContain('differs from that of the database');
      // Once it is set right by hand, it is followed again, and nothing is added to it.
      await writeFile(join(folder, 'ahead'), '0');
      await sleep(2_500);
      expect(await clock()).toBe('up');
      bodyOf(await scene.api.lookAtLink(waiting.token), 200);
    } else {
      problemOf(await scene.api.lookAtLink(waiting.token), 410, 'activation-link-expired');
    }
  });
});
