import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';

/** A provider of challenges on this machine, that says what a test wants. */
export class FakeProvider {
  /** What was asked, form by form. */
  readonly asked: Record<string, string>[] = [];
  private answer: (response: ServerResponse) => void = () => undefined;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<FakeProvider> {
    const server = createServer();
    const provider = new FakeProvider(server);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => void provider.hear(request, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return provider;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/siteverify`;
  }

  says(body: object, status = 200): void {
    this.answers((response) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)));
  }

  answers(answer: (response: ServerResponse) => void): void {
    this.answer = answer;
    this.asked.length = 0;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async hear(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    this.asked.push(Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString())));
    this.answer(response);
  }
}
