import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { INHERITED_ENVIRONMENT, PROJECT_FOLDER } from '../support/environment';
import { freePort } from '../support/service';
import { waitFor } from '../support/wait';

const run = promisify(execFile);

let folder: string;
let ports: { PORT: string; INBOX_PORT: string; SMTP_CATCHER_PORT: string };
let started: ChildProcess;
let written = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'matricula-readme-'));
  const free = async (): Promise<string> => String(await freePort());
  ports = { PORT: await free(), INBOX_PORT: await free(), SMTP_CATCHER_PORT: await free() };
  started = start();
  await waitFor('npm start to say where to go', () => (written.includes('is running') ? true : undefined), 60);
}, 90_000);

afterAll(async () => {
  await stop();
  await rm(folder, { recursive: true, force: true });
});

function start(): ChildProcess {
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: PROJECT_FOLDER,
    env: { ...INHERITED_ENVIRONMENT, ...ports, NODE_ENV: 'development', VAR_DIR: join(folder, 'var') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.on('data', (chunk: Buffer) => (written += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (written += chunk.toString()));
  return child;
}

async function stop(): Promise<unknown> {
  if (started.exitCode !== null) return started.exitCode;
  const ended = once(started, 'exit');
  started.kill('SIGTERM');
  const [exitCode] = (await ended) as [number | null];
  return exitCode;
}

/** The commands of the README's walk-through, with this run's ports for the usual ones and nothing else changed. */
async function walkThrough(): Promise<string> {
  const readme = await readFile(join(PROJECT_FOLDER, 'README.md'), 'utf8');
  const [, commands] = /<!-- walk-through.*?-->\s*```sh\n(.*?)```/s.exec(readme) ?? [];
  if (commands === undefined) throw new Error('The README has no walk-through.');
  return commands.replace('localhost:3000', `localhost:${ports.PORT}`).replace('localhost:1080', `localhost:${ports.INBOX_PORT}`);
}

describe('the README', () => {
  it('is right about npm start: it says where to go, and who the administrator is', () => {
    expect(written).toContain(`http://localhost:${ports.PORT}/docs`);
    expect(written).toContain(`http://localhost:${ports.INBOX_PORT}`);
    expect(written).toContain('administrator@demo.example');
  });

  it('has a walk-through that works word for word', async () => {
    const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', await walkThrough()], { cwd: folder, timeout: 60_000 });
    const [link, tooEarly, activated, approved, loggedIn] =
      stdout.match(/\{(?:[^{}]|\{[^{}]*\})*\}/g)?.map((text) => JSON.parse(text) as object) ?? [];
    expect(link).toMatchObject({ state: 'open', siteName: 'Demo Academy' });
    expect(tooEarly).toMatchObject({ status: 401, code: 'wrong-credentials' });
    expect(activated).toEqual({ outcome: 'activated', status: 'unapproved' });
    expect(approved).toMatchObject({ status: 'approved', loginId: 'sam.example', decidedBy: 'First Administrator' });
    expect(loggedIn).toMatchObject({ tokenType: 'Bearer' });
  }, 90_000);

  it('is right that a second start keeps the data', async () => {
    expect(await stop()).toBe(0);
    written = '';
    started = start();
    await waitFor('the second start', () => (written.includes('is running') ? true : undefined), 60);
    const answer = await fetch(`http://127.0.0.1:${ports.PORT}/v1/sites/demo/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ loginId: 'sam.example', password: 'plum jam on warm bread' }),
    });
    expect(answer.status).toBe(201);
  }, 90_000);
});
