import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMariaDb, createTestDatabase, type TestDatabase } from './database';
import { INHERITED_ENVIRONMENT, PROJECT_FOLDER } from './environment';
import { waitFor } from './wait';

export type Settings = Record<string, string>;

/** For JOBS_SCHEDULE: no job runs by itself while a test lasts, unless that is run at New Year. */
export const ONCE_A_YEAR = '0 0 1 1 *';

/** Where a service lives: a fresh folder and a fresh database. Replicas share one. */
export interface Home {
  readonly folder: string;
  readonly database: TestDatabase;
  remove(): Promise<void>;
}

export interface CommandResult {
  readonly exitCode: number | null;
  readonly output: string;
}

/** @param serverUrl a MySQL or MariaDB server of the test's own */
export async function makeHome(serverUrl?: string): Promise<Home> {
  const folder = await mkdtemp(join(tmpdir(), 'matricula-test-'));
  const database = await (serverUrl === undefined ? createTestDatabase(folder) : createMariaDb(serverUrl));
  return {
    folder,
    database,
    remove: async () => {
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The built service as a process of its own, ready to answer. */
export async function startService(settings: Settings = {}, home?: Home): Promise<Service> {
  const service = new Service(home ?? (await makeHome()), await freePort(), settings);
  try {
    await service.start();
  } catch (error) {
    // A home that was lent belongs to the test, and perhaps to another replica.
    await (home === undefined ? service.close() : service.kill());
    throw error;
  }
  return service;
}

/** Runs a program of the built service to its end. */
export async function runProgram(
  script: 'main.js' | 'cli.js',
  args: readonly string[],
  run: { readonly settings: Settings; readonly folder: string; readonly input?: string; readonly withinSeconds?: number },
): Promise<CommandResult> {
  const child = launch([script, ...args], run.settings, run.folder);
  const chunks: string[] = [];
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
  child.stdin?.end(run.input ?? '');
  const timer = setTimeout(() => child.kill('SIGKILL'), (run.withinSeconds ?? 20) * 1000);
  const [exitCode] = (await once(child, 'close')) as [number | null];
  clearTimeout(timer);
  return { exitCode, output: chunks.join('') };
}

function launch([script, ...args]: readonly string[], settings: Settings, folder: string): ChildProcess {
  return spawn(process.execPath, [join(PROJECT_FOLDER, 'dist', script ?? ''), ...args], {
    // Not the project's folder: no stray .env or var/ is picked up.
    cwd: folder,
    env: { ...INHERITED_ENVIRONMENT, ...settings },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

export class Service {
  readonly baseUrl: string;
  readonly database: TestDatabase;
  readonly settings: Settings;
  private child: ChildProcess | undefined;
  private readonly output: string[] = [];

  constructor(
    readonly home: Home,
    port: number,
    settings: Settings,
  ) {
    this.baseUrl = `http://127.0.0.1:${port}`;
    this.database = home.database;
    this.settings = {
      NODE_ENV: 'test',
      HOST: '127.0.0.1',
      PORT: String(port),
      PUBLIC_BASE_URL: this.baseUrl,
      DATABASE_URL: home.database.url,
      VAR_DIR: join(home.folder, 'var'),
      MAIL_FROM: 'Matricula <registration@matricula.example>',
      // Hundreds of requests come from one address here. What is about limits sets them; production insists on some.
      RATE_LIMITS: settings['NODE_ENV'] === 'production' ? '100' : 'off',
      ...settings,
    };
  }

  logs(): string {
    return this.output.join('');
  }

  /** The end of the log, without what the framework says at every start. */
  private lastWords(): string {
    const lines = this.logs().split('\n');
    return lines
      .filter((line) => !/"context":"(InstanceLoader|RoutesResolver|RouterExplorer)"/.test(line))
      .slice(-15)
      .join('\n');
  }

  /** Starts the process and waits until it says that it is ready. */
  async start(): Promise<void> {
    const child = launch(['main.js'], this.settings, this.home.folder);
    this.child = child;
    child.stdin?.end();
    child.stdout?.on('data', (chunk: Buffer) => this.output.push(chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => this.output.push(chunk.toString()));
    try {
      await waitFor('the service to be ready', () => this.askWhetherReady(child), 30);
    } catch (error) {
      throw new Error(`${String(error)} It wrote:\n${this.lastWords()}`, { cause: error });
    }
  }

  /** SIGTERM, the way an orchestrator stops it: it must finish and exit 0. */
  async stop(): Promise<void> {
    const ended = await this.end('SIGTERM', 35);
    if (ended !== 'exit code 0') throw new Error(`SIGTERM ended the service with ${ended}. It wrote:\n${this.lastWords()}`);
  }

  /** SIGKILL, the way a power cut stops it. */
  async kill(): Promise<void> {
    await this.end('SIGKILL', 5);
  }

  /** SIGSTOP, the way a machine that is suspended stops it: it knows nothing of it, and keeps its connections. */
  pause(): void {
    this.child?.kill('SIGSTOP');
  }

  /** SIGCONT: it goes on where it was. */
  wake(): void {
    this.child?.kill('SIGCONT');
  }

  /** Starts again on the same port, folder and database. */
  async restart(): Promise<void> {
    if (this.isRunning()) await this.stop();
    await this.start();
  }

  /** Stops what runs and removes its folder and database. */
  async close(): Promise<void> {
    try {
      if (this.isRunning()) await this.stop();
    } finally {
      if (this.isRunning()) await this.kill();
      await this.home.remove();
    }
  }

  isRunning(): boolean {
    return this.child !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  private async askWhetherReady(child: ChildProcess): Promise<true | undefined> {
    if (child.exitCode !== null) throw new Error(`The service ended with ${child.exitCode} instead of getting ready.`);
    const answer = await fetch(`${this.baseUrl}/health/ready`).catch(() => undefined);
    return answer?.ok === true ? true : undefined;
  }

  private async end(signal: NodeJS.Signals, withinSeconds: number): Promise<string> {
    const { child } = this;
    if (child === undefined || !this.isRunning()) return 'nothing to end';
    const ended = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
    child.kill(signal);
    const timer = setTimeout(() => child.kill('SIGKILL'), withinSeconds * 1000);
    const [code, by] = await ended;
    clearTimeout(timer);
    return by === null ? `exit code ${String(code)}` : `signal ${by}`;
  }
}
