import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { bodyOf } from './answers';
import { INHERITED_ENVIRONMENT, PROJECT_FOLDER } from './environment';
import { type Scene } from './scene';
import { freePort } from './service';
import { changeSettings, type TestSite } from './site';
import { waitFor } from './wait';

/** The server of examples/lms-front-end, for a site that lists its origin and has given it a key. */
export class ExampleLms {
  private written = '';

  private constructor(
    readonly origin: string,
    private readonly server: ChildProcess,
  ) {
    server.stdout?.on('data', (chunk: Buffer) => (this.written += chunk.toString()));
  }

  static async start({ api, service }: Scene, site: TestSite): Promise<ExampleLms> {
    const port = await freePort();
    const origin = `http://localhost:${port}`;
    await changeSettings(api, site, { frontEndOrigins: [origin] });
    const { key } = bodyOf(
      await api.send<{ key: string }>('POST', `/v1/sites/${site.slug}/api-keys`, {
        token: site.administrator.token,
        json: { name: 'LMS', scopes: ['accounts:read', 'groups:sync'] },
      }),
      201,
    );
    const server = spawn(process.execPath, [join(PROJECT_FOLDER, 'examples/lms-front-end/server.mjs')], {
      env: {
        ...INHERITED_ENVIRONMENT,
        MATRICULA_URL: service.baseUrl,
        SITE: site.slug,
        EXAMPLE_PORT: String(port),
        LMS_API_KEY: key,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lms = new ExampleLms(origin, server);
    await lms.says('Courses sent: {"created":2');
    return lms;
  }

  /** Waits until it has written this. */
  async says(text: string): Promise<void> {
    await waitFor(`the example to say “${text}”`, () => (this.written.includes(text) ? true : undefined));
  }

  async stop(): Promise<void> {
    const ended = once(this.server, 'close');
    this.server.kill();
    await ended;
  }
}
