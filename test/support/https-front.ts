import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Stands before servers and speaks https for several hosts, as proxies do. Its certificate is its own: nobody trusts it unasked. */
export class HttpsFront {
  private readonly hosts = new Map<string, Answer>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<HttpsFront> {
    const server = createServer(await aCertificate());
    const front = new HttpsFront(server);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      const answer = front.hosts.get(new URL(`https://${request.headers.host ?? ''}`).hostname);
      if (answer === undefined) response.writeHead(421).end();
      else answer(request, response);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return front;
  }

  originOf(host: string): string {
    return `https://${host}:${(this.server.address() as AddressInfo).port}`;
  }

  serve(host: string, answer: Answer): void {
    this.hosts.set(host, answer);
  }

  /** Passes every request for `host` on to `baseUrl`. */
  pass(host: string, baseUrl: string): void {
    this.serve(host, (request, response) => {
      const { method, headers, url = '/' } = request;
      const passed = forward(new URL(url, baseUrl), { method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
        answer.pipe(response);
      });
      passed.on('error', () => response.destroy());
      request.pipe(passed);
    });
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}

async function aCertificate(): Promise<{ key: Buffer; cert: Buffer }> {
  const folder = await mkdtemp(join(tmpdir(), 'matricula-certificate-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  try {
    const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'];
    await run('openssl', ['req', '-x509', '-nodes', ...curve, '-days', '2', '-subj', '/CN=test', '-keyout', key, '-out', cert]);
    return { key: await readFile(key), cert: await readFile(cert) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
