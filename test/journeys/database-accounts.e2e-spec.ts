import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { bodyOf } from '../support/answers';
import { ENGINE, PROJECT_FOLDER, uniqueText } from '../support/environment';
import { Scene } from '../support/scene';
import { type CommandResult, type Home, makeHome, runProgram, Service, freePort, type Settings } from '../support/service';

jest.setTimeout(180_000);

const onMariaDb = ENGINE === 'mariadb' ? describe : describe.skip;

/** The accounts of packaging/sql/users.sql, on a database of the test's own. */
class Accounts {
  private readonly names = [`service_${uniqueText()}`, `migrations_${uniqueText()}`] as const;

  constructor(private readonly home: Home) {}

  async make(): Promise<void> {
    const sql = await readFile(join(PROJECT_FOLDER, 'packaging/sql/users.sql'), 'utf8');
    const [service, migrations] = this.names;
    const ours = sql
      .replaceAll("'matricula'@", `'${service}'@`)
      .replaceAll("'matricula_migrations'@", `'${migrations}'@`)
      .replaceAll('`matricula`', `\`${new URL(this.home.database.url).pathname.slice(1)}\``);
    await this.asAdministrator(ours);
  }

  async remove(): Promise<void> {
    await this.asAdministrator(this.names.map((name) => `DROP USER IF EXISTS '${name}'@'%';`).join(''));
  }

  get service(): string {
    return this.urlOf(this.names[0], 'change-me-service');
  }

  get migrations(): string {
    return this.urlOf(this.names[1], 'change-me-migrations');
  }

  private urlOf(user: string, password: string): string {
    const url = new URL(this.home.database.url);
    url.username = user;
    url.password = password;
    return url.href;
  }

  private async asAdministrator(statements: string): Promise<void> {
    const connection = await createConnection({ uri: this.home.database.url, multipleStatements: true });
    await connection.query(statements);
    await connection.end();
  }
}

onMariaDb('with the two accounts of packaging/sql/users.sql', () => {
  let home: Home;
  let accounts: Accounts;
  beforeAll(async () => {
    home = await makeHome();
    accounts = new Accounts(home);
    await accounts.make();
  });
  afterAll(async () => {
    await accounts.remove();
    await home.remove();
  });

  const run = (args: string[], settings: Settings): Promise<CommandResult> =>
    runProgram('cli.js', args, { settings: { NODE_ENV: 'test', ...settings }, folder: home.folder, withinSeconds: 120 });

  it('one migrates, and the other runs the whole service and may change no table', async () => {
    expect(await run(['migrate'], { DATABASE_URL: accounts.service })).toMatchObject({ exitCode: 1 });
    expect(await run(['migrate'], { DATABASE_URL: accounts.migrations })).toMatchObject({ exitCode: 0 });

    const scene = await Scene.open({ DATABASE_URL: accounts.service, MIGRATE_AT_START: 'false' }, async (settings) => {
      const service = new Service(home, await freePort(), settings);
      await service.start();
      return service;
    });
    try {
      await wholeLife(scene);
      const { output } = await run(['doctor'], { ...scene.service.settings });
      expect(output).toContain('ok       privileges: Just what is needed: SELECT, INSERT, UPDATE, DELETE.');
      expect(scene.service.logs()).not.toMatch(/denied/i);
    } finally {
      await scene.service.stop();
      await scene.sink.stop();
    }
    const connection = await createConnection({ uri: accounts.service });
    await expect(connection.query('DROP TABLE claims')).rejects.toThrow(/denied/);
    await connection.end();
  });

  /** Every job, and what people do from applying to being erased. */
  async function wholeLife(scene: Scene): Promise<void> {
    const { api, site, operator } = scene;
    const member = await scene.becomesMember();
    const declined = await scene.activates();
    bodyOf(await scene.decline(declined.id), 200);
    const path = `/v1/sites/${site.slug}`;
    const token = site.administrator.token;
    bodyOf(await api.send('PUT', `${path}/groups/one`, { token, json: { name: 'One' } }), 201);
    bodyOf(await api.send('DELETE', `${path}/applications/${member.id}`, { token }), 200);
    const { items } = bodyOf(await api.send<{ items: { name: string }[] }>('GET', '/v1/jobs', { token: operator.token }), 200);
    expect(items.length).toBeGreaterThan(5);
    for (const { name } of items) {
      const ran = await run(['run-job', name], { ...scene.service.settings });
      expect({ name, ...ran }).toMatchObject({ name, exitCode: 0 });
    }
  }
});
