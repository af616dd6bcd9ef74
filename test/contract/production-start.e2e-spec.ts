import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bodyOf } from '../support/answers';
import { Api } from '../support/api';
import { anApplicant } from '../support/builders';
import { PROJECT_FOLDER } from '../support/environment';
import { makeHome, runProgram, startService, type Home, type Service, type Settings } from '../support/service';
import { plainly, type Timed } from '../support/plain-fetch';
import { createSite, createStaff } from '../support/site';
import { SmtpSink } from '../support/smtp-sink';

jest.setTimeout(60_000);

let home: Home;
let sink: SmtpSink;
beforeAll(async () => {
  home = await makeHome();
  sink = await SmtpSink.start();
});
afterAll(async () => {
  await home.remove();
  await sink.stop();
});

/** Everything that production needs, all of it right. */
const complete = (): Settings => ({
  NODE_ENV: 'production',
  HOST: '127.0.0.1',
  DATABASE_URL: home.database.url,
  PUBLIC_BASE_URL: 'https://registration.school.example',
  SECRET_KEY: randomBytes(48).toString('base64url'),
  SMTP_URL: sink.url,
  SMTP_TLS: 'off',
  MAIL_FROM: 'Registration <registration@school.example>',
  VAR_DIR: join(home.folder, 'var'),
});

function without(name: string): Settings {
  return Object.fromEntries(Object.entries(complete()).filter(([key]) => key !== name));
}

async function expectRefusal(settings: Settings, name: string): Promise<void> {
  const started = performance.now();
  const { exitCode, output } = await runProgram('main.js', [], { settings: { PORT: '0', ...settings }, folder: home.folder });
  expect({ exitCode, output }).toMatchObject({ exitCode: expect.any(Number) as number });
  expect(exitCode).not.toBe(0);
  expect(performance.now() - started).toBeLessThan(10_000);
  expect(output).toContain(name);
  const value = settings[name] ?? '';
  if (value.length > 3) expect(output).not.toContain(value);
  for (const secret of [settings['SECRET_KEY'], 'sesame-open']) {
    if (secret !== undefined && secret !== '') expect(output).not.toContain(secret);
  }
  expect(output).not.toMatch(/^\s+at .*\.js:\d+/m);
}

describe('in production', () => {
  it.each(['DATABASE_URL', 'SECRET_KEY', 'PUBLIC_BASE_URL', 'SMTP_URL', 'MAIL_FROM'])(
    'the start is refused without %s, and again when it is empty',
    async (name) => {
      await expectRefusal(without(name), name);
      await expectRefusal({ ...complete(), [name]: '' }, name);
    },
  );

  it.each([
    ['a secret that is too short', 'SECRET_KEY', randomBytes(12).toString('hex')],
    ['a secret that is a placeholder', 'SECRET_KEY', 'change-me-change-me-change-me-change-me-0123'],
    ['a secret of one letter', 'SECRET_KEY', 'a'.repeat(64)],
    ['an http base URL', 'PUBLIC_BASE_URL', 'http://registration.school.example'],
    ['a base URL that is none', 'PUBLIC_BASE_URL', 'registration.school.example'],
    ['a base URL that is a script', 'PUBLIC_BASE_URL', 'javascript:alert(1)'],
    ['a mail server that is none', 'SMTP_URL', 'https://user:sesame-open@mail.school.example'],
    ['a sender that is no address', 'MAIL_FROM', 'nobody at all'],
    ['another kind of database', 'DATABASE_URL', 'postgres://user:sesame-open@db.school.example/matricula_test'],
    ['a port that is none', 'PORT', 'http-alt-port'],
    ['an unknown mode', 'NODE_ENV', 'staging-area'],
    ['limits that are off', 'RATE_LIMITS', 'off'],
    ['limits that are none', 'RATE_LIMITS', 'many'],
    ['a schedule for all jobs, which is for tests', 'JOBS_SCHEDULE', '*/5 * * * *'],
    ['a schedule that is none', 'JOBS_SCHEDULE', 'five past seven'],
    ['an unclear switch', 'MIGRATE_AT_START', 'perhaps'],
    ['an unclear wish for documentation', 'EXPOSE_DOCS', 'perhaps'],
    ['metrics for nobody in particular', 'METRICS', 'friends'],
    ['a token of the metrics that is too short', 'METRICS_TOKEN', 'sesame-open'],
    ['a token of the metrics that no header can hold', 'METRICS_TOKEN', 'sesame open sesame open'],
    ['too few connections', 'MAX_CONNECTIONS', '1'],
    ['no time to send a request in', 'LONGEST_REQUEST_SECONDS', '0'],
  ])('the start is refused with %s, naming the setting and not its value', async (_what, name, value) => {
    await expectRefusal({ ...complete(), [name]: value }, name);
  });

  it('the start is refused with the secret that the sample settings show', async () => {
    const sample = await readFile(join(PROJECT_FOLDER, '.env.example'), 'utf8');
    const shown = /^#?\s*SECRET_KEY=(.*)$/m.exec(sample)?.[1]?.trim() ?? '';
    await expectRefusal({ ...complete(), SECRET_KEY: shown }, 'SECRET_KEY');
  });

  it('is assumed when a database is named and no mode', async () => {
    const settings = Object.fromEntries(Object.entries(without('SECRET_KEY')).filter(([name]) => name !== 'NODE_ENV'));
    await expectRefusal(settings, 'SECRET_KEY');
  });

  it('names every fault at once', async () => {
    const { output } = await runProgram('main.js', [], { settings: { NODE_ENV: 'production' }, folder: home.folder });
    for (const name of ['DATABASE_URL', 'SECRET_KEY', 'PUBLIC_BASE_URL', 'SMTP_URL', 'MAIL_FROM']) expect(output).toContain(name);
  });

  describe('on a database of its own', () => {
    let fresh: Home;
    let settings: Settings;
    beforeEach(async () => {
      fresh = await makeHome();
      settings = { ...complete(), DATABASE_URL: fresh.database.url };
    });
    afterEach(() => fresh.remove());

    async function whileRunning(more: Settings, look: (service: Service) => Promise<void>): Promise<void> {
      const service = await startService({ ...settings, ...more }, fresh);
      try {
        await look(service);
      } finally {
        await service.stop();
      }
    }

    it('migrates by command, as often as one likes; then the service starts', async () => {
      for (const time of ['first', 'second']) {
        const migrated = await runProgram('cli.js', ['migrate'], { settings, folder: fresh.folder, withinSeconds: 60 });
        expect({ time, ...migrated }).toMatchObject({ time, exitCode: 0 });
      }
      await whileRunning({}, async ({ baseUrl }) => {
        expect((await fetch(`${baseUrl}/health/ready`)).status).toBe(200);
      });
    });

    it('starts empty: no demo site, nobody with a password, and no secret in the log', async () => {
      await whileRunning({ MIGRATE_AT_START: 'true' }, async (service) => {
        expect(await service.database.rows('SELECT slug FROM sites')).toEqual([]);
        expect(await service.database.rows('SELECT id FROM staff')).toEqual([]);
        expect(service.logs()).not.toContain(service.settings['SECRET_KEY']);
      });
    });

    it('shows neither its documentation nor its metrics, as if there were none', async () => {
      await whileRunning({ MIGRATE_AT_START: 'true' }, async ({ baseUrl }) => {
        for (const path of ['/docs', '/docs/', '/docs/swagger-ui-init.js', '/openapi.json', '/metrics']) {
          for (const sent of [{}, { json: {} }]) {
            const answer = await plainly(`${baseUrl}${path}`, sent);
            const unknown = await plainly(`${baseUrl}/nothing`, sent);
            expect({ path, ...sent, ...sameOf(answer) }).toEqual({ path, ...sent, ...sameOf(unknown) });
            expect(answer.status).toBe(404);
          }
        }
        const { headers } = await plainly(`${baseUrl}/health/live`);
        expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
        const page = await plainly(`${baseUrl}/activate?token=none`);
        expect(page.headers.get('content-security-policy')).toMatch(/; upgrade-insecure-requests$/);
      });
    });

    it('shows the documentation where that is wished, and the metrics to who sends their token', async () => {
      const token = randomBytes(24).toString('base64url');
      await whileRunning({ MIGRATE_AT_START: 'true', EXPOSE_DOCS: 'true', METRICS_TOKEN: token }, async (service) => {
        const { baseUrl } = service;
        expect((await plainly(`${baseUrl}/openapi.json`)).status).toBe(200);
        expect((await plainly(`${baseUrl}/docs`)).status).toBe(200);
        const ask = (authorization: string): Promise<Timed> => plainly(`${baseUrl}/metrics`, { headers: { authorization } });
        for (const wrong of ['', 'Bearer', `Bearer ${token}x`, `Bearer ${token.slice(1)}`, `Basic ${token}`, token]) {
          expect({ wrong, status: (await ask(wrong)).status }).toEqual({ wrong, status: 401 });
        }
        const { status, text, headers } = await ask(`Bearer ${token}`);
        expect({ status, type: headers.get('content-type') }).toMatchObject({
          status: 200,
          type: expect.stringContaining('text/plain') as string,
        });
        expect(text).toContain('nodejs_eventloop_lag_seconds');
        expect(service.logs()).not.toContain(token);
      });
    });

    it('keeps cookies to https and mails links to the public address', async () => {
      await whileRunning({ MIGRATE_AT_START: 'true' }, async (service) => {
        const { slug } = await createSite(service, await createStaff(service, 'operator'));
        const form = anApplicant();
        const answer = await new Api(service.baseUrl).apply(slug, form);
        bodyOf(answer, 202);
        expect(answer.headers.getSetCookie()[0]).toMatch(/;\s*Secure/i);
        const mail = await sink.waitForMail({ to: form.email });
        expect(mail.text).toContain('https://registration.school.example/activate?token=');
      });
    });
  });
});

/** What tells one problem from another, besides which request it was. */
function sameOf({ status, headers, body }: Timed): object {
  const { requestId, ...problem } = body as { requestId: string };
  expect(requestId).not.toBe('');
  return { status, problem, headers: [...headers.keys()].filter((name) => name !== 'connection').sort() };
}
