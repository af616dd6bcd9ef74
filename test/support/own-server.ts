import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createConnection } from 'mysql2/promise';
import { Redis } from 'ioredis';
import { programPath } from './programs';
import { freePort } from './service';
import { waitFor } from './wait';

const run = promisify(execFile);

/** A server in a folder and on a port of its own, which a test may kill. */
abstract class OwnServer {
  private child: ChildProcess | undefined;

  protected constructor(
    protected readonly folder: string,
    protected readonly port: number,
  ) {}

  async start(): Promise<void> {
    const [program, ...args] = this.command();
    const child = spawn(program ?? '', args, { cwd: this.folder, stdio: 'ignore' });
    this.child = child;
    await waitFor(
      'the server to answer',
      async () => {
        if (child.exitCode !== null) throw new Error(`${program ?? ''} ended with ${child.exitCode}.`);
        return (await this.answers().catch(() => false)) ? true : undefined;
      },
      60,
    );
  }

  /** SIGKILL, the way a power cut stops it. */
  async kill(): Promise<void> {
    const { child } = this;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'close');
    child.kill('SIGKILL');
    await ended;
  }

  async remove(): Promise<void> {
    await this.kill();
    await rm(this.folder, { recursive: true, force: true });
  }

  protected abstract command(): string[];
  protected abstract answers(): Promise<boolean>;
}

const aFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'matricula-server-'));

function installed(name: string): string {
  const path = programPath(name);
  if (path === undefined) throw new Error(`${name} is not installed on this machine.`);
  return path;
}

/** A MariaDB server that lets root in without a password. */
export class OwnMariaDb extends OwnServer {
  static async start(): Promise<OwnMariaDb> {
    const folder = await aFolder();
    const options = ['--no-defaults', ...asRoot(), `--datadir=${join(folder, 'data')}`];
    await run(installed('mariadb-install-db'), [...options, '--auth-root-authentication-method=normal', '--skip-test-db']);
    const server = new OwnMariaDb(folder, await freePort());
    await server.start();
    return server;
  }

  get url(): string {
    return `mysql://root@127.0.0.1:${this.port}/matricula_test`;
  }

  protected command(): string[] {
    return [
      installed('mariadbd'),
      '--no-defaults',
      ...asRoot(),
      `--datadir=${join(this.folder, 'data')}`,
      `--socket=${join(this.folder, 'socket')}`,
      `--pid-file=${join(this.folder, 'pid')}`,
      '--bind-address=127.0.0.1',
      // Survives what kills the server, which is all that is done to it here, and spares the disk.
      '--innodb-flush-log-at-trx-commit=2',
      `--port=${this.port}`,
    ];
  }

  protected async answers(): Promise<boolean> {
    const connection = await createConnection({ host: '127.0.0.1', port: this.port, user: 'root' });
    await connection.end();
    return true;
  }
}

// The server refuses to run as root unless it is said so.
const asRoot = (): string[] => (process.getuid?.() === 0 ? ['--user=root'] : []);

/** A Redis server that keeps nothing. */
export class OwnRedis extends OwnServer {
  static async start(): Promise<OwnRedis> {
    const server = new OwnRedis(await aFolder(), await freePort());
    await server.start();
    return server;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  protected command(): string[] {
    return [installed('redis-server'), '--bind', '127.0.0.1', '--port', String(this.port), '--save', '', '--appendonly', 'no'];
  }

  protected async answers(): Promise<boolean> {
    const redis = new Redis(this.url, { lazyConnect: true, retryStrategy: () => null });
    try {
      await redis.connect();
      await redis.ping();
      return true;
    } finally {
      redis.disconnect();
    }
  }
}
