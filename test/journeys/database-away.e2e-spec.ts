import { createConnection } from 'mysql2/promise';
import { bodyOf } from '../support/answers';
import { Api } from '../support/api';
import { anApplicant, type ApplicantForm } from '../support/builders';
import { countRows } from '../support/database';
import { DatabaseProxy } from '../support/database-proxy';
import { ENGINE } from '../support/environment';
import { OwnMariaDb } from '../support/own-server';
import { plainly, type Timed, turnedAwayWith } from '../support/plain-fetch';
import { describeWith } from '../support/programs';
import { type Home, makeHome, startService, type Service } from '../support/service';
import { createSite, createStaff, type TestSite } from '../support/site';
import { SmtpSink } from '../support/smtp-sink';
import { sleep, waitFor } from '../support/wait';

jest.setTimeout(300_000);

// SQLite lives in the process: it is not away without the whole being so.
const onAServer = ENGINE === 'mariadb' ? describeWith('mariadbd', 'mariadb-install-db') : describe.skip;

// Two seconds are meant; the machines that run this are slow.
const AT_ONCE_IN_MS = 6_000;
const HEALED_WITHIN_SECONDS = 10;

onAServer('the database', () => {
  let mariadb: OwnMariaDb;
  let proxy: DatabaseProxy;
  let sink: SmtpSink;
  let home: Home;
  let service: Service;
  let site: TestSite;

  beforeAll(async () => {
    mariadb = await OwnMariaDb.start();
    sink = await SmtpSink.start();
    home = await makeHome(mariadb.url);
    proxy = await DatabaseProxy.start(home.database.url);
    service = await startService({ SMTP_URL: sink.url, DATABASE_URL: proxy.url }, home);
    site = await createSite(service, await createStaff(service, 'operator'));
  });
  afterAll(async () => {
    await service.close();
    await proxy.stop();
    await sink.stop();
    await mariadb.remove();
  });

  const apply = (form: ApplicantForm, key?: string): Promise<Timed> =>
    plainly(`${service.baseUrl}/v1/sites/${site.slug}/applications`, {
      json: form,
      ...(key !== undefined && { headers: { 'idempotency-key': key } }),
    });

  const list = (): Promise<Timed> =>
    plainly(`${service.baseUrl}/v1/sites/${site.slug}/applications`, {
      headers: { authorization: `Bearer ${site.administrator.token}` },
    });

  const applicationsOf = (email: string): Promise<number> => countRows(home.database, 'applications WHERE email = ?', [email]);

  const everythingSent = (): Promise<true> =>
    waitFor(
      'every mail to be noted as sent',
      async () => ((await countRows(home.database, "mails WHERE state <> 'sent'")) === 0 ? true : undefined),
      100,
    );

  const serving = (): Promise<true> =>
    waitFor(
      'the service to have healed',
      async () => ((await apply(anApplicant())).status === 202 && (await list()).status === 200 ? true : undefined),
      HEALED_WITHIN_SECONDS,
    );

  async function expectTurnedAway(): Promise<void> {
    for (const answer of await Promise.all([apply(anApplicant()), apply(anApplicant(), 'a-key'), list()])) {
      expect(turnedAwayWith(answer)).toBe('database-unavailable');
      expect(answer.ms).toBeLessThan(AT_ONCE_IN_MS);
    }
    const [live, ready] = await Promise.all(['live', 'ready'].map((name) => plainly(`${service.baseUrl}/health/${name}`)));
    expect(live?.status).toBe(200);
    expect(ready?.status).toBe(503);
  }

  describe('that is killed under load, and started again', () => {
    it('is told by 503 at once, and the service heals by itself; every application that was accepted is there, with one mail', async () => {
      const accepted: string[] = [];
      const answers: Timed[] = [];
      let isOver = false;
      const client = async (): Promise<void> => {
        while (!isOver) {
          const form = anApplicant();
          const applied = await apply(form);
          if (applied.status === 202) accepted.push(form.email);
          answers.push(applied, await list());
          if (applied.status !== 202) await sleep(50);
        }
      };
      const clients = Array.from({ length: 8 }, client);
      await waitFor('some applications', () => (accepted.length > 20 ? true : undefined), 60);
      await mariadb.kill();
      const killedAt = answers.length;
      await waitFor('every client to have been turned away', () => (answers.length > killedAt + 60 ? true : undefined), 60);
      await expectTurnedAway();

      await mariadb.start();
      await serving();
      const before = accepted.length;
      await waitFor('applications again', () => (accepted.length > before + 10 ? true : undefined), 60);
      isOver = true;
      await Promise.all(clients);

      expect(answers.filter(({ status }) => status >= 500 && status !== 503).map(({ text }) => text)).toEqual([]);
      const turnedAway = answers.filter(({ status }) => status === 503);
      expect(turnedAway.length).toBeGreaterThan(0);
      for (const answer of turnedAway) {
        expect(['database-unavailable', 'overloaded']).toContain(turnedAwayWith(answer));
        expect(answer.ms).toBeLessThan(AT_ONCE_IN_MS);
      }
      await everythingSent();
      for (const email of accepted) {
        expect(await applicationsOf(email)).toBe(1);
        expect(sink.mailsTo(email)).toHaveLength(1);
      }
    });
  });

  describe('that falls silent', () => {
    it('is told by 503 soon, though its connections stand; and the service heals by itself', async () => {
      proxy.freeze();
      const hanging = [apply(anApplicant()), list(), apply(anApplicant())];
      for (const answer of await Promise.all(hanging)) {
        expect(turnedAwayWith(answer)).toBe('database-unavailable');
        expect(answer.ms).toBeLessThan(AT_ONCE_IN_MS);
      }
      await expectTurnedAway();
      proxy.thaw();
      await serving();
    });

    it('does not cut off a statement that takes its time', async () => {
      const { slug } = site;
      const api = new Api(service.baseUrl);
      const current = await api.settings(site.administrator.token, slug);
      const other = await createConnection(home.database.url);
      // Whoever wants to change the settings has to wait for this one.
      await other.query('START TRANSACTION');
      await other.query('SELECT * FROM registration_settings FOR UPDATE');
      const began = performance.now();
      const etag = current.headers.get('etag');
      const changing = api.changeSettings(site.administrator.token, slug, { linkLifeInHours: 30 }, etag);
      await sleep(5_000);
      await other.end();
      bodyOf(await changing, 200);
      expect(performance.now() - began).toBeGreaterThan(4_900);
    });
  });

  describe('whose reply to COMMIT is lost', () => {
    it.each([
      ['of the application itself', 'INSERT INTO `applications`', 1],
      ['of taking note of the key, before anything was done', 'INSERT INTO `idempotent_requests`', 0],
    ])('%s: repeating the request with its key has one effect', async (_what, statement, applications) => {
      const form = anApplicant();
      const key = `lost-reply-${form.email}`;
      const dropped = proxy.dropped;
      proxy.dropReplyToCommitAfter(statement);
      expect(turnedAwayWith(await apply(form, key))).toBe('database-unavailable');
      expect(proxy.dropped).toBe(dropped + 1);
      expect(await applicationsOf(form.email)).toBe(applications);

      const repeated = await waitFor(
        'the repeated request to be answered',
        async () => {
          const answer = await apply(form, key);
          // 409 while the first one may still be running; 503 until the service knows that the database is there.
          expect([202, 409, 503]).toContain(answer.status);
          return answer.status === 202 ? answer : undefined;
        },
        HEALED_WITHIN_SECONDS,
      );
      expect((await apply(form, key)).body).toEqual(repeated.body);
      expect(await applicationsOf(form.email)).toBe(1);
      await sink.waitForMail({ to: form.email });
      await everythingSent();
      expect(sink.mailsTo(form.email)).toHaveLength(1);
    });
  });

  describe('that is silent when the service is to stop', () => {
    it('does not keep it: those who wait are answered, and it exits 0', async () => {
      proxy.freeze();
      const hanging = [apply(anApplicant()), list()];
      await sleep(300);
      const began = performance.now();
      const stopped = service.stop();
      for (const answer of await Promise.all(hanging)) expect(turnedAwayWith(answer)).toBe('database-unavailable');
      await stopped;
      expect(performance.now() - began).toBeLessThan(30_000);
      proxy.thaw();
      await service.start();
    });
  });
});
