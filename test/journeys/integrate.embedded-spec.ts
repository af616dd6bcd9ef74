import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bodyOf } from '../support/answers';
import { Api } from '../support/api';
import { anApplicant } from '../support/builders';
import { PROJECT_FOLDER } from '../support/environment';
import { NpmStart } from '../support/npm-start';
import { freePort } from '../support/service';
import { linkIn } from '../support/scene';
import { waitFor } from '../support/wait';

const run = promisify(execFile);
const OFFICE = 'examples/lms-front-end/office.mjs';

let started: NpmStart;
let example: ChildProcess;
let environment: Record<string, string>;
let api: Api;
let written = '';

beforeAll(async () => {
  started = await NpmStart.inFolderOfItsOwn();
  await started.start();
  const MATRICULA_URL = `http://localhost:${started.ports.PORT}`;
  environment = { ...started.environment, MATRICULA_URL, EXAMPLE_PORT: String(await freePort()) };
  api = new Api(MATRICULA_URL);
  example = spawn(process.execPath, ['scripts/example.mjs'], { cwd: PROJECT_FOLDER, env: environment });
  for (const output of [example.stdout, example.stderr]) output?.on('data', (chunk: Buffer) => (written += chunk.toString()));
  await waitFor('npm run example to send courses', () => (written.includes('Courses sent') ? true : undefined), 60);
}, 120_000);

afterAll(async () => {
  const ended = once(example, 'exit');
  example.kill('SIGTERM');
  await ended;
  await started.remove();
});

const office = async (...args: string[]): Promise<string> =>
  (await run(process.execPath, [OFFICE, ...args], { cwd: PROJECT_FOLDER, env: environment })).stdout;

const tokenMailedTo = (email: string): Promise<string> =>
  waitFor('the activation mail', async () => {
    const inbox = await fetch(`http://localhost:${started.ports.INBOX_PORT}/api/email`);
    const mails = (await inbox.json()) as { text: string; to: unknown }[];
    const mail = mails.find(({ to }) => JSON.stringify(to).includes(email));
    return mail === undefined ? undefined : (linkIn(mail.text)?.searchParams.get('token') ?? undefined);
  });

/** The commands of docs/integrate.md, with this run's port for the usual one and nothing else changed. */
async function commands(): Promise<string> {
  const page = await readFile(join(PROJECT_FOLDER, 'docs/integrate.md'), 'utf8');
  const [, block] = /<!-- integrate.*?-->\s*```sh\n(.*?)```/s.exec(page) ?? [];
  if (block === undefined) throw new Error('docs/integrate.md has no commands.');
  return block.replace('localhost:3000', `localhost:${started.ports.PORT}`);
}

describe('npm run example', () => {
  it('says where to go, and may be asked there', async () => {
    const origin = `http://localhost:${environment['EXAMPLE_PORT'] ?? ''}`;
    expect(written).toContain(`Open ${origin}`);
    expect((await fetch(origin)).status).toBe(200);
    const { headers } = await api.send('GET', '/v1/sites/demo/registration-form', { headers: { origin } });
    expect(headers.get('access-control-allow-origin')).toBe(origin);
  });

  it('has an office that publishes a course, and approves who waits', async () => {
    const url = new URL((await office('publish', 'evening-class')).trim());
    const form = anApplicant({ signupUrl: url.searchParams.get('signupUrl') ?? '' });
    const { ticket } = bodyOf(await api.apply('demo', form), 202);
    bodyOf(await api.activate(await tokenMailedTo(form.email), { ticket }), 200);
    expect(await office('approve')).toBe(`Approved: ${form.name} <${form.email}>\n`);
    expect(await office('approve')).toBe('');
    bodyOf(await api.memberLogin('demo', form), 201);
    await expect(office('rest')).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('prepare | approve') as string,
    });
  }, 60_000);
});

describe('docs/integrate.md', () => {
  it('has commands that work word for word', async () => {
    const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', await commands()], { cwd: started.folder, timeout: 60_000 });
    const [origins, wouldBe, became, members, cursor] = stdout.trim().split(/\n(?=[[{\d]|null)/);
    expect(origins).toBe("[ 'http://localhost:8081' ]");
    expect(wouldBe).toMatch(/created: 1,\s+updated: 0,\s+unchanged: 1/);
    expect(became).toBe(wouldBe);
    expect([members, cursor]).toEqual([expect.stringMatching(/^\d+$/), 'null']);
  }, 90_000);
});
