import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { Api } from '../support/api';
import { sendRaw } from '../support/raw-http';
import { startService, type Service } from '../support/service';
import { waitFor } from '../support/wait';

jest.setTimeout(120_000);

const LONGEST_REQUEST = 2;
/** Bounds are looked at every second, and tests share the machine. */
const HUNG_UP_WITHIN = 15;
const MOST_CONNECTIONS = 20;

let service: Service;
let api: Api;
beforeAll(async () => {
  service = await startService({ LONGEST_REQUEST_SECONDS: String(LONGEST_REQUEST), MAX_CONNECTIONS: String(MOST_CONNECTIONS) });
  api = new Api(service.baseUrl);
});
afterAll(() => service.close());

async function expectItServes(): Promise<void> {
  expect((await api.send('GET', '/health/live')).status).toBe(200);
}

/** A connection that sends only what a test says, and keeps what it is answered. */
class Client {
  readonly chunks: Buffer[] = [];
  isOpen = true;

  private constructor(readonly socket: Socket) {
    socket.on('data', (chunk) => this.chunks.push(chunk));
    socket.on('close', () => (this.isOpen = false));
    socket.on('error', () => undefined);
  }

  static async connects(): Promise<Client> {
    const { hostname, port } = new URL(service.baseUrl);
    const socket = connect(Number(port), hostname);
    const client = new Client(socket);
    await once(socket, 'connect');
    return client;
  }

  get text(): string {
    return Buffer.concat(this.chunks).toString('latin1');
  }

  isHungUpOn(): Promise<true> {
    return waitFor('the service to hang up', () => (this.isOpen ? undefined : true), HUNG_UP_WITHIN);
  }
}

describe('a client that is slow', () => {
  it('to send its headers, one byte after the other, is told so and hung up on', async () => {
    const client = await Client.connects();
    client.socket.write('GET /health/live HTTP/1.1\r\nHost: x\r\n');
    const dripping = setInterval(() => client.isOpen && client.socket.write('a'), 200);
    await client.isHungUpOn();
    clearInterval(dripping);
    expect(client.text).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n.*"code":"request-timeout"/s);
    await expectItServes();
  });

  it('to send its body, one byte after the other, is hung up on', async () => {
    const client = await Client.connects();
    client.socket.write(
      'POST /v1/activations HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{',
    );
    const dripping = setInterval(() => client.isOpen && client.socket.write(' '), 200);
    await client.isHungUpOn();
    clearInterval(dripping);
    expect(client.text).not.toMatch(/^HTTP\/1\.1 [25]/);
    await expectItServes();
  });

  it('to send a body in chunks is hung up on', async () => {
    const client = await Client.connects();
    client.socket.write(
      'POST /v1/activations HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n',
    );
    const dripping = setInterval(() => client.isOpen && client.socket.write('1\r\n \r\n'), 200);
    await client.isHungUpOn();
    clearInterval(dripping);
    await expectItServes();
  });

  it('to say anything at all is hung up on', async () => {
    await (await Client.connects()).isHungUpOn();
  });

  it('to read, and asks again and again without, is hung up on', async () => {
    const client = await Client.connects();
    client.socket.pause();
    client.socket.write('GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(100));
    const { size } = await waitFor('the service to stop sending', async () => {
      const before = client.socket.bytesRead;
      await new Promise((resolve) => setTimeout(resolve, 500));
      return client.socket.bytesRead === before && before > 0 ? { size: before } : undefined;
    });
    await expectItServes();
    // Hung up on while it slept: it finds what had been sent, and then the end.
    await new Promise((resolve) => setTimeout(resolve, 3 * LONGEST_REQUEST * 1000));
    client.socket.resume();
    await client.isHungUpOn();
    expect(client.socket.bytesRead).toBeGreaterThanOrEqual(size);
    expect((client.text.match(/HTTP\/1\.1 200/g) ?? []).length).toBeLessThan(100);
  });
});

describe('clients without number', () => {
  it('do not keep others out for longer than it takes them to be hung up on', async () => {
    const clients = await Promise.all(Array.from({ length: 3 * MOST_CONNECTIONS }, () => Client.connects()));
    // Those that are too many at once, and the others in time.
    await waitFor('some to be turned away', () => (clients.some(({ isOpen }) => !isOpen) ? true : undefined), 5);
    await Promise.all(clients.map((client) => client.isHungUpOn()));
    await waitFor('the service to serve', async () => (await api.send('GET', '/health/live').catch(() => undefined)) && true);
  });
});

const answersIn = (text: string): string[] => text.match(/HTTP\/1\.1 \d{3}/g) ?? [];

describe('HTTP as few speak it', () => {
  it('in a pipeline is answered in its order', async () => {
    const { text } = await sendRaw(
      service.baseUrl,
      'GET /health/live HTTP/1.1\r\nHost: x\r\n\r\nGET /nothing HTTP/1.1\r\nHost: x\r\n\r\nGET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    );
    expect(answersIn(text)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 404', 'HTTP/1.1 200']);
  });

  it.each<[string, string, readonly number[]]>([
    ['HTTP/1.0', 'GET /health/live HTTP/1.0\r\n\r\n', [200]],
    ['HTTP/0.9', 'GET /health/live\r\n\r\n', [400]],
    ['HTTP/3.7', 'GET /health/live HTTP/3.7\r\nHost: x\r\n\r\n', [400]],
    ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', [400]],
    [
      'an upgrade to HTTP/2, which it goes without',
      'GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n',
      [200],
    ],
    [
      'an upgrade to a WebSocket, which it goes without',
      'GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n',
      [200],
    ],
    ['TRACE', 'TRACE /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', [404, 405]],
    ['CONNECT', 'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n', [405]],
    ['OPTIONS *', 'OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', [400, 404, 405]],
    [
      'an absolute address',
      'GET http://evil.example/health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
      [200, 400, 404],
    ],
    ['an unknown method', 'PROPFIND /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', [404, 405]],
    [
      'a body that waits to be asked for',
      'POST /v1/activations HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n{}',
      [100, 422],
    ],
    ['another expectation', 'GET /health/live HTTP/1.1\r\nHost: x\r\nExpect: a-miracle\r\nConnection: close\r\n\r\n', [417]],
    ['101 headers', `GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${'a: b\r\n'.repeat(99)}\r\n`, [431]],
    ['17 KB of headers', `GET /health/live HTTP/1.1\r\nHost: x\r\na: ${'b'.repeat(17_000)}\r\n\r\n`, [431]],
    ['an address of 9 KB', `GET /${'a/'.repeat(4500)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`, [414]],
    ['101 parameters', `GET /health/live?${'a=b&'.repeat(100)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`, [400]],
    ['two hosts', 'GET /health/live HTTP/1.1\r\nHost: x\r\nHost: y\r\nConnection: close\r\n\r\n', [200, 400]],
  ])('is answered: %s', async (_what, bytes, statuses) => {
    const { text } = await sendRaw(service.baseUrl, bytes);
    const [first = ''] = answersIn(text);
    expect({ isExpected: statuses.includes(Number(first.slice(-3))), text: text.slice(0, 300) }).toMatchObject({
      isExpected: true,
    });
    await expectItServes();
  });
});

/** What a proxy might take for one request, and the service for two: the second would be answered to somebody else. */
const HIDDEN = 'GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n';
const POST = 'POST /v1/activations HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';

describe('a request that hides another', () => {
  it.each<[string, string]>([
    ['behind length and chunks', `${POST}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${HIDDEN}`],
    [
      'behind chunks and length',
      `${POST}Transfer-Encoding: chunked\r\nContent-Length: ${5 + HIDDEN.length}\r\n\r\n0\r\n\r\n${HIDDEN}`,
    ],
    ['behind two lengths', `${POST}Content-Length: 0\r\nContent-Length: ${HIDDEN.length}\r\n\r\n${HIDDEN}`],
    ['behind two lengths in one', `${POST}Content-Length: 0, ${HIDDEN.length}\r\n\r\n${HIDDEN}`],
    ['behind a length with a sign', `${POST}Content-Length: +0\r\n\r\n${HIDDEN}`],
    ['behind a hexadecimal length', `${POST}Content-Length: 0x0\r\n\r\n${HIDDEN}`],
    ['behind a coding that is none', `${POST}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${HIDDEN}`],
    ['behind a coding after chunks', `${POST}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n${HIDDEN}`],
    ['behind a coding with a blank', `${POST}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n${HIDDEN}`],
    ['behind a folded header', `${POST}X: y\r\n Content-Length: 0\r\nTransfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n${HIDDEN}`],
    ['behind bare line feeds', `${POST.replaceAll('\r\n', '\n')}Content-Length: 0\n\n${HIDDEN}`],
    ['behind a bare carriage return', `${POST}X: a\rContent-Length: 0\r\n\r\n${HIDDEN}`],
    ['behind a chunk with a bare line feed', `${POST}Transfer-Encoding: chunked\r\n\r\n0\n\n${HIDDEN}`],
    [
      'behind an extension of chunks that ends the line',
      `${POST}Transfer-Encoding: chunked\r\n\r\n2;a\n{}\r\n0\r\n\r\n${HIDDEN}`,
    ],
    ['behind the size of a chunk that is none', `${POST}Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n${HIDDEN}`],
    ['behind a chunk of absurd size', `${POST}Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n{}\r\n${HIDDEN}`],
  ])('%s is refused, and the other never asked', async (_how, bytes) => {
    const { text } = await sendRaw(service.baseUrl, bytes);
    expect({ answers: answersIn(text).map((each) => each.slice(9, 10)), text: text.slice(0, 300) }).toMatchObject({
      answers: ['4'],
    });
    expect(text).not.toContain('"code":"not-found"');
    await expectItServes();
  });

  it('a lot of extensions of chunks are refused', async () => {
    const { text } = await sendRaw(
      service.baseUrl,
      `${POST}Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n2;${'a'.repeat(20_000)}\r\n{}\r\n0\r\n\r\n`,
    );
    expect(answersIn(text)[0]).toMatch(/ 4\d\d$/);
  });
});
