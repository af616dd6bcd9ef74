import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PROJECT_FOLDER } from '../support/environment';
import { NpmStart } from '../support/npm-start';

const run = promisify(execFile);

let started: NpmStart;

beforeAll(async () => {
  started = await NpmStart.inFolderOfItsOwn();
  await started.start();
}, 90_000);
afterAll(() => started.remove());

/** The commands of the README's walk-through, with this run's ports for the usual ones and nothing else changed. */
async function walkThrough(): Promise<string> {
  const readme = await readFile(join(PROJECT_FOLDER, 'README.md'), 'utf8');
  const [, commands] = /<!-- walk-through.*?-->\s*```sh\n(.*?)```/s.exec(readme) ?? [];
  if (commands === undefined) throw new Error('The README has no walk-through.');
  const { ports } = started;
  return commands.replace('localhost:3000', `localhost:${ports.PORT}`).replace('localhost:1080', `localhost:${ports.INBOX_PORT}`);
}

describe('the README', () => {
  it('is right about npm start: it says where to go, and who the administrator is', () => {
    const { written, ports } = started;
    expect(written).toContain(`http://localhost:${ports.PORT}/docs`);
    expect(written).toContain(`http://localhost:${ports.INBOX_PORT}`);
    expect(written).toContain('administrator@demo.example');
  });

  it('has a walk-through that works word for word', async () => {
    const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', await walkThrough()], {
      cwd: started.folder,
      timeout: 60_000,
    });
    const [link, tooEarly, activated, approved, loggedIn] =
      stdout.match(/\{(?:[^{}]|\{[^{}]*\})*\}/g)?.map((text) => JSON.parse(text) as object) ?? [];
    expect(link).toMatchObject({ state: 'open', siteName: 'Demo Academy' });
    expect(tooEarly).toMatchObject({ status: 401, code: 'wrong-credentials' });
    expect(activated).toEqual({ outcome: 'activated', status: 'unapproved' });
    expect(approved).toMatchObject({ status: 'approved', loginId: 'sam.example', decidedBy: 'First Administrator' });
    expect(loggedIn).toMatchObject({ tokenType: 'Bearer' });
  }, 90_000);

  it('is right that a second start keeps the data', async () => {
    expect(await started.stop()).toBe(0);
    await started.start();
    const answer = await fetch(`http://127.0.0.1:${started.ports.PORT}/v1/sites/demo/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ loginId: 'sam.example', password: 'plum jam on warm bread' }),
    });
    expect(answer.status).toBe(201);
  }, 90_000);
});
