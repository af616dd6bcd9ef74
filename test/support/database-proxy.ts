import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
  /** What the client has said since its last COMMIT. */
  said: string;
}

const LONGEST_COMMIT_PACKET = 20;
const LONGEST_MEMORY = 100_000;

/** Stands between the service and its MySQL or MariaDB server, and does what networks do. */
export class DatabaseProxy {
  /** How many replies to a COMMIT never arrived. */
  dropped = 0;
  private readonly pairs = new Set<Pair>();
  private server: Server | undefined;
  private sought: string | undefined;
  private isFrozen = false;

  private constructor(private readonly target: URL) {}

  static async start(databaseUrl: string): Promise<DatabaseProxy> {
    const proxy = new DatabaseProxy(new URL(databaseUrl));
    const server = createServer((socket) => {
      proxy.connectThrough(socket);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    proxy.server = server;
    return proxy;
  }

  /** The database through the proxy. */
  get url(): string {
    const url = new URL(this.target);
    url.hostname = '127.0.0.1';
    url.port = String((this.server?.address() as AddressInfo).port);
    return url.href;
  }

  /** The next transaction that contains this text is committed, and its connection lost before anybody hears of it. */
  dropReplyToCommitAfter(text: string): void {
    this.sought = text;
  }

  /** From now on nothing passes, and nobody is told: as if the machine behind had lost its power. */
  freeze(): void {
    this.isFrozen = true;
    for (const { client, server } of this.pairs) {
      client.pause();
      server.pause();
    }
  }

  /** The machine is back: what was connected to it is lost. */
  thaw(): void {
    this.isFrozen = false;
    for (const { client, server } of this.pairs) {
      client.destroy();
      server.destroy();
    }
  }

  async stop(): Promise<void> {
    const { server } = this;
    for (const pair of this.pairs) {
      pair.client.destroy();
      pair.server.destroy();
    }
    await new Promise<void>((resolve) => {
      server?.close(() => {
        resolve();
      });
    });
  }

  private connectThrough(client: Socket): void {
    const server = connect(Number(this.target.port === '' ? 3306 : this.target.port), this.target.hostname);
    const pair: Pair = { client, server, said: '' };
    this.pairs.add(pair);
    const end = (): void => {
      this.pairs.delete(pair);
      client.destroy();
      server.destroy();
    };
    for (const socket of [client, server]) {
      socket.on('error', end);
      socket.on('close', end);
    }
    client.on('data', (chunk: Buffer) => {
      this.listen(pair, chunk);
      server.write(chunk);
    });
    server.on('data', (chunk: Buffer) => client.write(chunk));
    if (this.isFrozen) {
      client.pause();
      server.pause();
    }
  }

  private listen(pair: Pair, chunk: Buffer): void {
    const text = chunk.toString('latin1');
    const isCommit = chunk.length <= LONGEST_COMMIT_PACKET && text.includes('COMMIT');
    if (isCommit && this.sought !== undefined && pair.said.includes(this.sought)) {
      this.sought = undefined;
      pair.server.removeAllListeners('data');
      pair.server.once('data', () => {
        this.dropped += 1;
        pair.client.destroy();
      });
    }
    pair.said = isCommit ? '' : (pair.said + text).slice(-LONGEST_MEMORY);
  }
}
