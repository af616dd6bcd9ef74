import { bodyOf, problemOf } from '../support/answers';
import { anApplicant } from '../support/builders';
import { linkIn, Scene } from '../support/scene';
import { ONCE_A_YEAR } from '../support/service';
import { ServiceWithClock } from '../support/service-with-clock';
import { changeSettings, createSite, createStaff, type StaffMember, type TestSite } from '../support/site';
import { type ReceivedMail } from '../support/smtp-sink';
import { waitFor } from '../support/wait';

// The client throws on any 5xx, so every request here also shows that there is none.
jest.setTimeout(180_000);

let scene: Scene;
let service: ServiceWithClock;
beforeAll(async () => {
  // Nothing runs by itself while a test lasts, unless the suite is run at New Year.
  const settings = { JOBS_SCHEDULE: ONCE_A_YEAR };
  scene = await Scene.open(settings, async (all) => (service = await ServiceWithClock.begin(all)));
});
afterAll(() => scene.close());

interface RunOfJob {
  name: string;
  running: object | null;
  lastRun: { outcome: string; rows: number } | null;
}

const hoursPass = async (hours: number, ...people: StaffMember[]): Promise<void> => {
  service.putForward(hours);
  await scene.staffLogsInAgain();
  for (const person of people) {
    person.token = bodyOf(await scene.api.staffLogin({ email: person.email, password: person.password }), 201).accessToken;
  }
};

/** An operator has the job run; answers how many rows it was, when it has ended. */
async function ran(name: string): Promise<number> {
  const { token } = scene.operator;
  bodyOf(await scene.api.send('POST', `/v1/jobs/${name}/run`, { token }), 202);
  const { lastRun } = await waitFor(`${name} to end`, async () => {
    const { items } = bodyOf(await scene.api.send<{ items: RunOfJob[] }>('GET', '/v1/jobs', { token }), 200);
    return items.find((job) => job.name === name && job.running === null && job.lastRun !== null);
  });
  expect(lastRun?.outcome).toBe('succeeded');
  await scene.everythingSent();
  return lastRun?.rows ?? 0;
}

const paceOf = async ({ token }: StaffMember, { slug }: TestSite): Promise<string> =>
  bodyOf(await scene.api.send<{ waitingApplications: string }>('GET', `/v1/sites/${slug}/notifications/mine`, { token }), 200)
    .waitingApplications;

const choosesHourly = async ({ token }: StaffMember, { slug }: TestSite): Promise<unknown> =>
  bodyOf(
    await scene.api.send('PUT', `/v1/sites/${slug}/notifications/mine`, { token, json: { waitingApplications: 'hourly' } }),
    200,
  );

const headerUrl = (mail: ReceivedMail): URL =>
  new URL(/^<(.*)>$/.exec(mail.headers.get('list-unsubscribe') ?? '')?.[1] ?? 'missing:');

describe('a digest', () => {
  it('tells a reviewer once an hour who waits, and one click ends it', async () => {
    const site = await createSite(service, scene.operator);
    const reviewer = await createStaff(service, { site: site.slug, role: 'reviewer' });
    const { id } = bodyOf(await scene.api.send<{ id: string }>('GET', '/v1/staff/me', { token: reviewer.token }), 200);
    await changeSettings(scene.api, site, { notifiedOfApplications: ['administrators', id], locale: 'en' });
    await choosesHourly(reviewer, site);
    const [one, two] = [await scene.activates({}, site), await scene.activates({}, site)];
    await scene.everythingSent();
    expect(scene.sink.mailsTo(reviewer.email)).toEqual([]);
    expect(scene.sink.mailsTo(site.administrator.email)).toHaveLength(2);

    await hoursPass(1, reviewer, site.administrator);
    expect(await ran('send-digests')).toBe(1);
    await hoursPass(1, reviewer, site.administrator);
    expect(await ran('send-digests')).toBe(0);
    const [digest, ...more] = scene.sink.mailsTo(reviewer.email);
    if (digest === undefined) throw new Error('There was no digest.');
    expect(more).toEqual([]);
    expect(digest.subject).toBe(`${site.name}: applications waiting for a decision: 2`);
    for (const { form } of [one, two]) {
      expect(digest.text).toContain(`Login ID: ${form.loginId}`);
      expect(digest.html).toContain(form.loginId);
    }

    const url = headerUrl(digest);
    expect(digest.headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(linkIn(digest.text)?.href).toBe(url.href);
    expect(digest.html.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=')).toContain(`href="${url.href}"`);
    expect((await scene.api.send('GET', url.pathname + url.search)).status).toBe(200);
    expect(await paceOf(reviewer, site)).toBe('hourly');
    const raw = 'List-Unsubscribe=One-Click';
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await scene.api.send('POST', url.pathname + url.search, { raw, headers })).status).toBe(200);
    expect(await paceOf(reviewer, site)).toBe('off');
    await scene.activates({}, site);
    await hoursPass(1, reviewer, site.administrator);
    expect(await ran('send-digests')).toBe(0);
  });

  it('and the mail about a single application both show in Japanese where they can be ended', async () => {
    const site = await createSite(service, scene.operator);
    await changeSettings(scene.api, site, { locale: 'ja', timeZone: 'Asia/Tokyo' });
    await scene.activates({}, site);
    await choosesHourly(site.administrator, site);
    await scene.activates({}, site);
    await hoursPass(1, site.administrator);
    expect(await ran('send-digests')).toBe(1);
    const [single, digest] = scene.sink.mailsTo(site.administrator.email);
    expect(digest?.subject).toBe(`【${site.name}】承認待ちの申請が1件あります`);
    for (const mail of [single, digest]) {
      if (mail === undefined) throw new Error('A mail is missing.');
      expect(mail.text).toContain('お知らせの停止をご希望の場合');
      expect(linkIn(mail.text)?.href).toBe(headerUrl(mail).href);
    }
  });
});

describe('a reminder before the deletion', () => {
  const APPLICATION_DAYS = 10;
  const ON = { deleteUnactivated: { enabled: true, afterDays: APPLICATION_DAYS, remindDaysBefore: 3 } };

  it('comes once, in the applicant’s language, with a link that works in place of the old one', async () => {
    const site = await createSite(service, scene.operator);
    await changeSettings(scene.api, site, { ...ON, timeZone: 'Asia/Tokyo' });
    const form = anApplicant();
    const answer = await scene.api.send<{ ticket: string }>('POST', `/v1/sites/${site.slug}/applications`, {
      json: form,
      headers: { 'accept-language': 'ja' },
    });
    const { ticket } = bodyOf(answer, 202);
    const old = scene.tokenIn(await scene.sink.waitForMail({ to: form.email }));
    await hoursPass(24 * 6.9, site.administrator);
    expect(await ran('send-activation-reminders')).toBe(0);
    await hoursPass(24 * 0.2, site.administrator);
    expect(await ran('send-activation-reminders')).toBe(1);
    expect(await ran('send-activation-reminders')).toBe(0);
    const mail = await scene.sink.waitForMail({ to: form.email, number: 2 });
    expect(mail.subject).toBe(`【${site.name}】メールアドレスのご確認がお済みでありません`);
    expect(mail.text).toContain('リンクの有効期間は24時間です');
    expect(mail.headers.get('list-unsubscribe')).toBeUndefined();

    problemOf(await scene.api.lookAtLink(old), 404, 'activation-link-unknown');
    const token = scene.tokenIn(mail);
    bodyOf(await scene.api.activate(token, { ticket }), 200);
    const { id, status } = await scene.applicationOf(form.email, site);
    expect(status).toBe('unapproved');
    const history = bodyOf(await scene.api.history(site.administrator.token, site.slug, id), 200).items;
    expect(history.map(({ event, actor }) => [event, (actor as { kind: string }).kind])).toEqual([
      ['apply', 'applicant'],
      ['remind', 'system'],
      ['activate', 'applicant'],
    ]);
  });

  it('comes again to who applies again', async () => {
    const site = await createSite(service, scene.operator);
    await changeSettings(scene.api, site, ON);
    const { form } = await scene.applies({}, site);
    await hoursPass(24 * 8, site.administrator);
    expect(await ran('send-activation-reminders')).toBe(1);
    await scene.applies(form, site, 3);
    expect(await ran('send-activation-reminders')).toBe(0);
    await hoursPass(24 * 8, site.administrator);
    expect(await ran('send-activation-reminders')).toBe(1);
    const mail = await scene.sink.waitForMail({ to: form.email, number: 4 });
    expect(mail.subject).toBe(`Your application to ${site.name} is still waiting for your confirmation`);
  });
});
