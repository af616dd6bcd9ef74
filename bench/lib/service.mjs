// The built service with a database, a mail server and a site of its own, for measuring.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';
import { freePort } from './processes.mjs';

const ROOT = join(import.meta.dirname, '..', '..');
// For looking where the time goes: BENCH_NODE_ARGS='--cpu-prof --cpu-prof-dir=profiles'
const NODE_ARGS = process.env.BENCH_NODE_ARGS?.split(' ') ?? [];
const OPERATOR = { email: 'operator@bench.example', password: 'a long phrase for measuring' };
const ADMINISTRATOR = { email: 'administrator@bench.example', password: 'a long phrase for measuring' };

/** Takes every mail and keeps the newest activation token of each address. */
async function startMailServer() {
  const tokens = new Map();
  const messageIds = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, session, done) {
      let raw = '';
      stream.on('data', (chunk) => (raw += chunk));
      stream.on('end', () => {
        messageIds.push(/^message-id:\s*<(.*?)>/im.exec(raw)?.[1]);
        const text = raw.replaceAll('=\r\n', '').replaceAll('=3D', '=');
        const [, token] = /token=([\w-]+)/.exec(text) ?? [];
        if (token) tokens.set(session.envelope.rcptTo[0].address, token);
        done();
      });
    },
  });
  const port = await freePort();
  server.listen(port, '127.0.0.1');
  return {
    tokens,
    messageIds,
    url: `smtp://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

/**
 * @param databaseUrl sqlite in a temporary folder when left out
 * @param isNew false for a database that has been one of these before: its site and people are there
 */
export async function startBenchService({ databaseUrl, settings = {}, isNew = true } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'matricula-bench-'));
  const mail = await startMailServer();
  const port = await freePort();
  const env = {
    ...process.env,
    NODE_ENV: 'test',
    PORT: String(port),
    VAR_DIR: folder,
    SMTP_URL: mail.url,
    LOG_LEVEL: 'warn',
    ...(databaseUrl && { DATABASE_URL: databaseUrl }),
    ...settings,
  };
  const cli = (args, input) => {
    const run = spawnSync(process.execPath, [join(ROOT, 'dist/cli.js'), ...args], { env, input, encoding: 'utf8' });
    if (run.status !== 0) throw new Error(`${args[0]}: ${run.stdout}${run.stderr}`);
  };
  if (isNew) cli(['create-staff', '--email', OPERATOR.email, '--operator', '--password-stdin'], OPERATOR.password);
  const child = spawn(process.execPath, [...NODE_ARGS, join(ROOT, 'dist/main.js')], {
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  const call = async (method, path, { body, token, headers } = {}) => {
    const response = await fetch(url + path, {
      method,
      headers: {
        ...(body && { 'content-type': 'application/json' }),
        ...(token && { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) };
  };
  const expect = async (status, ...request) => {
    const answer = await call(...request);
    if (answer.status !== status) throw new Error(`${request[0]} ${request[1]}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer;
  };

  const deadline = Date.now() + 30_000;
  while (!(await fetch(`${url}/health/ready`).catch(() => null))?.ok) {
    if (Date.now() > deadline) throw new Error('the service does not get ready');
    await sleep(100);
  }
  const logIn = async (who) => (await expect(201, 'POST', '/v1/staff/sessions', { body: who })).body.accessToken;
  const changeSettings = async (body) => {
    const path = '/v1/sites/bench/registration-settings';
    const token = await logIn(ADMINISTRATOR);
    const { headers } = await expect(200, 'GET', path, { token });
    await expect(200, 'PATCH', path, { token, headers: { 'if-match': headers.get('etag') }, body });
  };
  const makeSite = async () => {
    await expect(201, 'POST', '/v1/sites', {
      token: await logIn(OPERATOR),
      body: { slug: 'bench', name: 'Bench', registrationAvailable: true },
    });
    cli(
      ['create-staff', '--email', ADMINISTRATOR.email, '--site', 'bench', '--role', 'administrator', '--password-stdin'],
      ADMINISTRATOR.password,
    );
    await changeSettings({ enabled: true, autoApprove: true });
  };
  if (isNew) await makeSite();

  return {
    url,
    call,
    expect,
    pid: child.pid,
    /** A fresh token of the administrator: they do not live long. */
    logIn: () => logIn(ADMINISTRATOR),
    administrator: { email: ADMINISTRATOR.email },
    changeSettings,
    tokens: mail.tokens,
    /** Of each mail that has arrived, in that order. */
    messageIds: mail.messageIds,
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'exit');
      await mail.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
