import { bodyOf } from '../support/answers';
import { Api } from '../support/api';
import { anApplicant } from '../support/builders';
import { countRows } from '../support/database';
import { linkIn } from '../support/scene';
import { makeHome, startService, type Service } from '../support/service';
import { changeSettings, createSite, createStaff, type TestSite } from '../support/site';
import { SmtpSink } from '../support/smtp-sink';
import { sleep, waitFor } from '../support/wait';

jest.setTimeout(180_000);

// Long enough for a mail that failed, or whose sender died, to be tried again.
const NEXT_TRY_WITHIN_SECONDS = 100;

interface QueuedMail {
  id: string;
  state: string;
  tries: number;
}

let sink: SmtpSink;
let service: Service;
let site: TestSite;
let api: Api;
beforeAll(async () => {
  sink = await SmtpSink.start();
  service = await startService({ SMTP_URL: sink.url });
  site = await createSite(service, await createStaff(service, 'operator'));
  api = new Api(service.baseUrl);
});
afterAll(async () => {
  await service.close();
  await sink.stop();
});
// Each test begins with a running service and an empty outbox, whatever became of the one before.
beforeEach(async () => {
  sink.mood = 'accept';
  if (!service.isRunning()) await service.start();
  await everythingSent(service);
});

const everythingSent = (replica: Service): Promise<true> =>
  waitFor(
    'every mail to be noted as sent',
    async () => ((await countRows(replica.database, "mails WHERE state <> 'sent'")) === 0 ? true : undefined),
    NEXT_TRY_WITHIN_SECONDS,
  );

const mailsFor = (email: string): Promise<QueuedMail[]> =>
  service.database.rows<QueuedMail>(
    'SELECT id, state, tries FROM mails WHERE applicationId IN (SELECT id FROM applications WHERE email = ?)',
    [email],
  );

const sentFor = (email: string): Promise<true> =>
  waitFor(`the mail to ${email} to be noted as sent`, async () =>
    (await mailsFor(email)).every(({ state }) => state === 'sent') ? true : undefined,
  );

describe('kill -9 between commit and sending', () => {
  it('loses no mail and sends none twice: the mail server refused, the process died, both came back', async () => {
    sink.mood = 'refuse';
    const form = anApplicant();
    bodyOf(await api.apply(site.slug, form), 202);
    // Refused at least once, so that it is certainly neither sent nor on its way.
    await waitFor('the mail to be queued again', async () =>
      (await mailsFor(form.email)).some(({ state, tries }) => state === 'queued' && tries > 0) ? true : undefined,
    );
    await service.kill();
    expect(await mailsFor(form.email)).toEqual([expect.objectContaining({ state: 'queued' })]);
    expect(sink.mailsTo(form.email)).toHaveLength(0);

    sink.mood = 'accept';
    await service.restart();
    const mail = await sink.waitForMail({ to: form.email, withinSeconds: NEXT_TRY_WITHIN_SECONDS });
    await sentFor(form.email);
    expect(sink.mailsTo(form.email)).toHaveLength(1);
    expect(sink.copies(mail.messageId)).toBe(1);
    const token = linkIn(mail.text)?.searchParams.get('token') ?? '';
    expect(bodyOf(await api.activate(token, { password: form.password }), 200).outcome).toBe('activated');
  });

  it('sends a mail whose delivery was cut off in the middle, with the same Message-ID', async () => {
    sink.mood = 'hang';
    const form = anApplicant();
    bodyOf(await api.apply(site.slug, form), 202);
    const cutOff = await sink.waitUntilHung(form.email);
    expect((await mailsFor(form.email)).map(({ state }) => state)).toEqual(['sending']);
    await service.kill();

    sink.mood = 'accept';
    await service.restart();
    const mail = await sink.waitForMail({ to: form.email, withinSeconds: NEXT_TRY_WITHIN_SECONDS });
    await sentFor(form.email);
    expect(sink.mailsTo(form.email)).toHaveLength(1);
    expect(mail.messageId).toBe(cutOff.messageId);
  });

  it('keeps every application that was answered 202, each with its mail', async () => {
    sink.mood = { slowMs: 200 };
    const forms = Array.from({ length: 20 }, () => anApplicant());
    const accepted: string[] = [];
    const applying = forms.map(async (form) => {
      const answer = await api.apply(site.slug, form).catch(() => undefined);
      if (answer?.status === 202) accepted.push(form.email);
    });
    await waitFor('some applications to be accepted', () => (accepted.length >= 3 ? true : undefined));
    await service.kill();
    await Promise.all(applying);

    sink.mood = 'accept';
    await service.restart();
    for (const to of accepted) await sink.waitForMail({ to, withinSeconds: NEXT_TRY_WITHIN_SECONDS });
    for (const { email } of forms) {
      const applications = await countRows(service.database, 'applications WHERE email = ?', [email]);
      expect((await mailsFor(email)).length).toBe(applications);
    }
  });
});

describe('a mail server that is away', () => {
  it('does not keep anybody from applying, being approved or logging in; the mails follow once it is back', async () => {
    await changeSettings(api, site, { autoApprove: false });
    const form = anApplicant();
    bodyOf(await api.apply(site.slug, form), 202);
    const mail = await sink.waitForMail({ to: form.email });
    await sink.stop();
    const token = linkIn(mail.text)?.searchParams.get('token') ?? '';
    bodyOf(await api.activate(token, { password: form.password }), 200);
    const { items } = bodyOf(await api.listApplications(site.administrator.token, site.slug, { limit: '200' }), 200);
    const id = items.find(({ email }) => email === form.email)?.id ?? '';
    bodyOf(await api.approve(site.administrator.token, site.slug, id), 200);
    bodyOf(await api.memberLogin(site.slug, form), 201);
    const late = anApplicant();
    bodyOf(await api.apply(site.slug, late), 202);
    await waitFor('a delivery to have failed', async () =>
      (await mailsFor(late.email)).some(({ tries, state }) => tries > 0 && state === 'queued') ? true : undefined,
    );

    await sink.start();
    await sink.waitForMail({ to: late.email, withinSeconds: NEXT_TRY_WITHIN_SECONDS });
    await sink.waitForMail({ to: form.email, number: 2, withinSeconds: NEXT_TRY_WITHIN_SECONDS });
    await sentFor(late.email);
    expect(sink.mailsTo(late.email)).toHaveLength(1);
  });
});

describe('SIGTERM', () => {
  it('finishes the requests that are running and exits 0', async () => {
    const forms = Array.from({ length: 10 }, () => anApplicant());
    const answers = forms.map((form) => api.apply(site.slug, form).catch(() => undefined));
    await sleep(30);
    await service.stop();
    const accepted = (await Promise.all(answers)).filter((answer) => answer?.status === 202).length;
    await service.restart();
    const emails = forms.map(({ email }) => `'${email}'`).join(', ');
    expect(await countRows(service.database, `applications WHERE email IN (${emails})`)).toBe(accepted);
  });

  it('exits 0 while the mail server keeps it waiting, and the mail is sent after the next start', async () => {
    sink.mood = 'hang';
    const form = anApplicant();
    bodyOf(await api.apply(site.slug, form), 202);
    await sink.waitUntilHung(form.email);
    await service.stop();
    sink.mood = 'accept';
    await service.restart();
    await sink.waitForMail({ to: form.email, withinSeconds: NEXT_TRY_WITHIN_SECONDS });
    await sentFor(form.email);
    expect(sink.mailsTo(form.email)).toHaveLength(1);
  });
});

describe('two replicas starting at once on an empty database', () => {
  it('migrate once, both become ready, trust the same tokens and send each mail once', async () => {
    const home = await makeHome();
    const settings = { SMTP_URL: sink.url, PUBLIC_BASE_URL: 'http://registration.school.example' };
    const started = await Promise.allSettled([startService(settings, home), startService(settings, home)]);
    const replicas = started.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    try {
      expect(started.map((outcome) => (outcome.status === 'rejected' ? String(outcome.reason) : 'ready'))).toEqual([
        'ready',
        'ready',
      ]);
      await worksAsOne(replicas);
    } finally {
      const stopped = await Promise.allSettled(replicas.map((replica) => replica.stop()));
      await home.remove();
      expect(stopped.map(({ status }) => status)).toEqual(replicas.map(() => 'fulfilled'));
    }
  });
});

async function worksAsOne([one, two]: Service[]): Promise<void> {
  if (one === undefined || two === undefined) throw new Error('Two replicas were expected.');
  const migrations = await one.database.rows<{ name: string }>('SELECT name FROM schema_migrations');
  expect(migrations.length).toBeGreaterThan(0);
  expect(new Set(migrations.map(({ name }) => name)).size).toBe(migrations.length);

  const shared = await createSite(one, await createStaff(one, 'operator'));
  const [first, second] = [new Api(one.baseUrl), new Api(two.baseUrl)];
  bodyOf(await second.listApplications(shared.administrator.token, shared.slug), 200);
  const forms = Array.from({ length: 20 }, () => anApplicant());
  const answers = await Promise.all(forms.map((form, i) => (i % 2 === 0 ? first : second).apply(shared.slug, form)));
  expect(answers.map(({ status }) => status)).toEqual(forms.map(() => 202));
  for (const form of forms) await sink.waitForMail({ to: form.email });
  await everythingSent(one);
  expect(forms.map(({ email }) => sink.mailsTo(email).length)).toEqual(forms.map(() => 1));
}
