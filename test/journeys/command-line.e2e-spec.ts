import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { bodyOf } from '../support/answers';
import { aSlug } from '../support/builders';
import { countRows } from '../support/database';
import { ENGINE } from '../support/environment';
import { Scene } from '../support/scene';
import { type CommandResult, freePort, type Home, makeHome, runProgram, type Settings } from '../support/service';

jest.setTimeout(120_000);

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.open();
});
afterAll(() => scene.close());

const run = (args: string[], settings: Settings = {}): Promise<CommandResult> =>
  runProgram('cli.js', args, {
    settings: { ...scene.service.settings, ...settings },
    folder: scene.service.home.folder,
    withinSeconds: 60,
  });

async function done(...args: string[]): Promise<string> {
  const { exitCode, output } = await run(args);
  expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
  return output;
}

/** The command is not done, and says why in one line. */
async function refused(...args: string[]): Promise<string> {
  const { exitCode, output } = await run(args);
  expect({ exitCode, output }).toMatchObject({ exitCode: 1 });
  expect(output.trimEnd().split('\n')).toHaveLength(1);
  expect(output).not.toMatch(/^\s+at /m);
  return output;
}

describe('the command line', () => {
  it('tells what it can do, and what not understanding it ends with', async () => {
    const help = await done('--help');
    for (const command of [
      'doctor',
      'migrate',
      'create-site',
      'create-staff',
      'export-site',
      'import-site',
      'disable-staff',
      'enable-staff',
      'run-job',
      'erase',
    ]) {
      expect(help).toContain(`  ${command} `);
    }
    expect(await done('erase', '--help')).toContain('--application <id>');
    for (const nonsense of [[], ['frobnicate'], ['create-site', 'a-site', '--frobnicate']]) {
      expect(await run(nonsense)).toMatchObject({ exitCode: 2 });
    }
    expect((await done('--version')).trim()).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('creates a site as an operator does, and the history says by whom', async () => {
    const slug = aSlug();
    await done('create-site', slug, '--name', 'West Academy', '--registration-available');
    const site = bodyOf(await scene.api.send<object>('GET', `/v1/sites/${slug}`, { token: scene.operator.token }), 200);
    expect(site).toMatchObject({ slug, name: 'West Academy', registrationAvailable: true });
    expect(
      await scene.service.database.rows(
        'SELECT actorKind, actorName FROM site_history JOIN sites ON sites.id = siteId WHERE slug = ?',
        [slug],
      ),
    ).toEqual([{ actorKind: 'system', actorName: 'command line' }]);
    expect(await refused('create-site', slug, '--name', 'Another')).toContain(slug);
  });

  it('creates no site that the API would not', async () => {
    const before = await countRows(scene.service.database, 'sites');
    expect(await refused('create-site', 'No Slug!', '--name', 'x'.repeat(101))).toMatch(/^slug: .+ name: /);
    expect(await countRows(scene.service.database, 'sites')).toBe(before);
  });

  it('shuts somebody out at once, and lets them in again', async () => {
    const { email, password, token } = scene.site.administrator;
    await done('disable-staff', '--email', email.toUpperCase());
    expect(await scene.api.send('GET', '/v1/staff/me', { token })).toMatchObject({ status: 401 });
    expect(await scene.api.staffLogin({ email, password })).toMatchObject({ status: 401 });
    await done('enable-staff', '--email', email);
    await scene.staffLogsInAgain();
    expect(await refused('disable-staff', '--email', 'nobody@staff.example')).not.toContain('nobody@');
  });

  it('runs a job to its end', async () => {
    expect(await done('run-job')).toContain('retire-ended-signup-urls');
    expect(await done('run-job', 'purge-idempotency-keys')).toMatch(/succeeded: purge-idempotency-keys, \d+ rows/);
    await refused('run-job', 'no-such-job');
  });

  describe('erases a person', () => {
    it('by address, with a receipt that says it was the command line', async () => {
      const { form, id } = await scene.becomesMember();
      const output = await done('erase', '--site', scene.site.slug, '--email', form.email.toUpperCase(), '--yes');
      expect(output).toContain(`application: ${id} (approved)`);
      expect(output).toContain('accounts: 1');
      expect(output).not.toContain(form.email);
      expect(await scene.applicationsOf(form.email)).toEqual([]);
      const path = `/v1/sites/${scene.site.slug}/erasures`;
      const { items } = bodyOf(
        await scene.api.send<{ items: { by: object }[] }>('GET', path, { token: scene.site.administrator.token }),
        200,
      );
      expect(items[0]).toMatchObject({ by: { id: null, name: null }, accounts: 1, applications: [{ id }] });
    });

    it('by application, and nobody else', async () => {
      const [one, another] = [await scene.activates(), await scene.activates()];
      await done('erase', '--site', scene.site.slug, '--application', one.id, '--yes');
      expect(await scene.applicationsOf(one.form.email)).toEqual([]);
      expect(await scene.applicationsOf(another.form.email)).toHaveLength(1);
    });

    it('never without a yes, nor both ways at once, nor on another site', async () => {
      const { id, form } = await scene.activates();
      const { slug } = scene.site;
      expect(await refused('erase', '--site', slug, '--application', id)).toContain('--yes');
      await refused('erase', '--site', slug, '--yes');
      await refused('erase', '--site', slug, '--application', id, '--email', form.email, '--yes');
      await refused('erase', '--site', aSlug(), '--application', id, '--yes');
      await refused('erase', '--site', slug, '--email', 'no address', '--yes');
      expect(await scene.applicationsOf(form.email)).toHaveLength(1);
    });
  });

  it('sends no mail and begins no job by itself', async () => {
    const home = await makeHome();
    const settings = { ...scene.service.settings, DATABASE_URL: home.database.url, NODE_ENV: 'development' };
    try {
      const created = await runProgram('cli.js', ['create-site', 'only', '--name', 'Only'], {
        settings,
        folder: home.folder,
        withinSeconds: 60,
      });
      expect(created).toMatchObject({ exitCode: 0 });
      expect(await home.database.rows('SELECT slug FROM sites')).toEqual([{ slug: 'only' }]);
      expect(await countRows(home.database, 'jobs')).toBe(0);
    } finally {
      await home.remove();
    }
  });
});

describe('the doctor', () => {
  let home: Home;
  beforeAll(async () => {
    home = await makeHome();
  });
  afterAll(() => home.remove());

  interface Examined {
    exitCode: number | null;
    worst: string;
    findings: { check: string; verdict: string; found: string; advice: string | null }[];
  }

  async function examined(change: Settings = {}, database = home.database.url): Promise<Examined> {
    const settings: Settings = { ...scene.service.settings, DATABASE_URL: database, ...change };
    const { exitCode, output } = await runProgram('cli.js', ['doctor', '--json'], {
      settings,
      folder: home.folder,
      withinSeconds: 60,
    });
    for (const secret of ['sesame-open', settings['SECRET_KEY'] ?? 'none']) expect(output).not.toContain(secret);
    return { exitCode, ...(JSON.parse(output) as Omit<Examined, 'exitCode'>) };
  }

  const of = ({ findings }: Examined, check: string) => findings.filter((finding) => finding.check === check);

  it('finds nothing amiss with a service that runs', async () => {
    const report = await examined({}, scene.service.database.url);
    expect(report.findings.filter(({ verdict }) => verdict === 'problem')).toEqual([]);
    expect(report).toMatchObject({ exitCode: 0 });
    expect(of(report, 'schema')).toMatchObject([{ verdict: 'ok' }]);
    expect(of(report, 'PUBLIC_BASE_URL')).toMatchObject([{ verdict: 'ok' }]);
    expect(of(report, 'mail server')).toMatchObject([
      { verdict: 'warning', found: expect.stringContaining('unencrypted') as string },
    ]);
  });

  it('names every setting at fault, and no value', async () => {
    const report = await examined({
      NODE_ENV: 'production',
      SMTP_URL: 'https://user:sesame-open@mail.school.example',
      SECRET_KEY: 'sesame-open',
    });
    expect(report).toMatchObject({ exitCode: 1, worst: 'problem' });
    expect(of(report, 'configuration').map(({ found }) => found.split(' ')[0])).toEqual(
      expect.arrayContaining(['SMTP_URL', 'SECRET_KEY']),
    );
  });

  it('sees what cannot be reached, and changes nothing', async () => {
    const nobody = await freePort();
    const report = await examined({
      SMTP_URL: `smtp://user:sesame-open@127.0.0.1:${nobody}`,
      REDIS_URL: `redis://:sesame-open@127.0.0.1:${nobody}`,
      PUBLIC_BASE_URL: `http://127.0.0.1:${nobody}`,
    });
    expect(report).toMatchObject({ exitCode: 1 });
    expect(of(report, 'mail server')).toMatchObject([{ verdict: 'problem' }]);
    expect(of(report, 'Redis')).toMatchObject([{ verdict: 'warning' }]);
    expect(of(report, 'PUBLIC_BASE_URL')).toMatchObject([{ verdict: 'warning' }]);
    const seen = ENGINE === 'sqlite' ? of(report, 'database') : of(report, 'schema');
    expect(seen).toMatchObject([{ verdict: ENGINE === 'sqlite' ? 'warning' : 'problem' }]);
    if (ENGINE === 'mariadb') expect(await home.database.dump()).toEqual({});
  });

  it('sees a database server that is away', async () => {
    const report = await examined({}, `mysql://service:sesame-open@127.0.0.1:${await freePort()}/matricula`);
    expect(of(report, 'database')).toMatchObject([
      { verdict: 'problem', found: expect.stringContaining('ECONNREFUSED') as string },
    ]);
    expect(report.exitCode).toBe(1);
  });

  it('sees limits and addresses that production should not have', async () => {
    const report = await examined({
      NODE_ENV: 'production',
      SECRET_KEY: randomBytes(48).toString('base64url'),
      PUBLIC_BASE_URL: 'https://localhost:1',
      RATE_LIMITS: '1',
      VAR_DIR: join(home.folder, 'nowhere'),
    });
    expect(of(report, 'TRUST_PROXY')).toMatchObject([{ verdict: 'warning' }]);
    expect(of(report, 'PUBLIC_BASE_URL')[0]).toMatchObject({ found: expect.stringContaining('this network only') as string });
  });

  it('tells people in lines what to do', async () => {
    const settings = { ...scene.service.settings, DATABASE_URL: '', NODE_ENV: 'production' };
    const { exitCode, output } = await runProgram('cli.js', ['doctor'], { settings, folder: home.folder, withinSeconds: 60 });
    expect(exitCode).toBe(1);
    expect(output).toMatch(/^problem {2}configuration: DATABASE_URL is missing.*\n {9}→ /m);
  });
});
