import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { INHERITED_ENVIRONMENT, PROJECT_FOLDER } from './environment';
import { freePort } from './service';
import { waitFor } from './wait';

interface Ports {
  readonly PORT: string;
  readonly INBOX_PORT: string;
  readonly SMTP_CATCHER_PORT: string;
}

/** What `npm start` runs, with a folder and ports of its own. */
export class NpmStart {
  /** What it has written since it was started. */
  written = '';
  private started: ChildProcess | undefined;

  private constructor(
    readonly folder: string,
    readonly ports: Ports,
  ) {}

  static async inFolderOfItsOwn(): Promise<NpmStart> {
    const free = async (): Promise<string> => String(await freePort());
    const ports = { PORT: await free(), INBOX_PORT: await free(), SMTP_CATCHER_PORT: await free() };
    return new NpmStart(await mkdtemp(join(tmpdir(), 'matricula-start-')), ports);
  }

  get environment(): Record<string, string> {
    return { ...INHERITED_ENVIRONMENT, ...this.ports, NODE_ENV: 'development', VAR_DIR: join(this.folder, 'var') };
  }

  async start(): Promise<void> {
    this.written = '';
    const child = spawn(process.execPath, ['scripts/start.mjs'], {
      cwd: PROJECT_FOLDER,
      env: this.environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.started = child;
    child.stdout.on('data', (chunk: Buffer) => (this.written += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (this.written += chunk.toString()));
    await waitFor('npm start to say where to go', () => (this.written.includes('is running') ? true : undefined), 60);
  }

  /** Answers its exit code. */
  async stop(): Promise<number | null> {
    const { started } = this;
    if (started === undefined || started.exitCode !== null) return started?.exitCode ?? null;
    const ended = once(started, 'exit');
    started.kill('SIGTERM');
    const [exitCode] = (await ended) as [number | null];
    return exitCode;
  }

  async remove(): Promise<void> {
    await this.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}
