import { bodyOf, problemOf } from '../support/answers';
import { type Answer } from '../support/api';
import { anApplicant, type ApplicantForm } from '../support/builders';
import { type Applicant, linkIn, Scene } from '../support/scene';
import { ServiceWithClock } from '../support/service-with-clock';
import { changeSettings, createSite, createStaff, type StaffMember, type TestSite } from '../support/site';
import { waitFor } from '../support/wait';

// The client throws on any 5xx, so every request here also shows that there is none.
jest.setTimeout(120_000);

interface MailRow {
  id: string;
  applicationId: string | null;
  template: string;
  locale: string;
  state: 'queued' | 'sending' | 'sent' | 'failed';
  tries: number;
  queuedAt: string;
  sentAt: string | null;
  dueAt: string | null;
  lastAnswer: string | null;
  resendable: boolean;
}
interface MailPage {
  items: MailRow[];
  previousCursor: string | null;
  nextCursor: string | null;
}
type Counts = Record<MailRow['state'], { count: number; exact: boolean }>;

let scene: Scene;
let service: ServiceWithClock;
beforeAll(async () => {
  scene = await Scene.open({ RATE_LIMITS: '100' }, async (settings) => (service = await ServiceWithClock.begin(settings)));
});
afterEach(() => {
  scene.sink.mood = 'accept';
});
afterAll(() => scene.close());

const pathOf = (site: TestSite, rest = ''): string => `/v1/sites/${site.slug}/mails${rest}`;

function asked<Body>(rest: string, site: TestSite = scene.site, as: StaffMember = site.administrator): Promise<Answer<Body>> {
  return scene.api.send<Body>('GET', pathOf(site, rest), { token: as.token });
}

async function listed(query: Record<string, string> = {}, site: TestSite = scene.site): Promise<MailPage> {
  return bodyOf(await asked<MailPage>(`?${new URLSearchParams(query).toString()}`, site), 200);
}

const resend = (id: string, as: StaffMember = scene.site.administrator, site: TestSite = scene.site): Promise<Answer<MailRow>> =>
  scene.api.send('POST', pathOf(site, `/${encodeURIComponent(id)}/resend`), { token: as.token });

const idOf = async ({ form }: Applicant): Promise<string> => (await scene.applicationOf(form.email)).id;

/** The last mail of a template about an application, once it is in a state. */
const mailAbout = (application: string, template: string, state: MailRow['state'] = 'sent'): Promise<MailRow> =>
  waitFor(`the ${template} mail to be ${state}`, async () => {
    const [mail] = (await listed({ application, template })).items;
    return mail?.state === state ? mail : undefined;
  });

/** Somebody applies, and no mail has come yet. */
async function appliesUnread(): Promise<{ form: ApplicantForm; id: string }> {
  const form = anApplicant();
  bodyOf(await scene.api.apply(scene.site.slug, form), 202);
  return { form, id: (await scene.applicationOf(form.email)).id };
}

/** More than an hour passes; who is logged in has to do so again. */
async function anHourPasses(): Promise<void> {
  service.putForward(1.1);
  for (const person of [scene.operator, scene.site.administrator]) {
    const { email, password } = person;
    person.token = bodyOf(await scene.api.staffLogin({ email, password }), 201).accessToken;
  }
}

const eventsOf = async (id: string): Promise<string[]> => (await scene.historyOf(id)).map(({ event }) => event);

describe('the list of a site’s mails', () => {
  let site: TestSite;
  let waiting: Applicant & { id: string };
  beforeAll(async () => {
    site = await createSite(scene.service, scene.operator);
    await changeSettings(scene.api, site, { timeZone: 'Asia/Tokyo' });
    waiting = await scene.activates({}, site);
    await scene.applies({}, site);
    await scene.applies({}, site);
    await scene.everythingSent();
  });

  it('says what became of each, newest first, and nothing of whom it went to or what it said', async () => {
    const answer = await asked<MailPage>('', site);
    const { items, nextCursor, previousCursor } = bodyOf(answer, 200);
    expect(items.map(({ template }) => template)).toEqual(['activation', 'activation', 'application-waiting', 'activation']);
    expect([nextCursor, previousCursor]).toEqual([null, null]);
    expect(items[3]).toEqual({
      id: expect.any(String) as string,
      applicationId: waiting.id,
      template: 'activation',
      locale: 'en',
      state: 'sent',
      tries: 1,
      queuedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]{12}Z$/) as string,
      sentAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]{12}Z$/) as string,
      dueAt: null,
      lastAnswer: expect.stringMatching(/^250 /) as string,
      resendable: false,
    });
    expect(items.map(({ resendable }) => resendable)).toEqual([true, true, false, false]);
    expect(answer.text).not.toContain(waiting.form.email);
    expect(answer.text).not.toContain('academy.example');
  });

  it('is paged both ways', async () => {
    const { items: all } = await listed({}, site);
    const first = await listed({ limit: '3' }, site);
    const second = await listed({ limit: '3', cursor: first.nextCursor ?? '' }, site);
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(all.map(({ id }) => id));
    expect(second.nextCursor).toBeNull();
    const back = await listed({ limit: '3', cursor: second.previousCursor ?? '' }, site);
    expect(back).toEqual({ ...first, previousCursor: null });
  });

  it.each<[string, () => Record<string, string>, string[]]>([
    ['a template', () => ({ template: 'application-waiting' }), ['application-waiting']],
    [
      'templates',
      () => ({ template: 'application-waiting,approved,activation' }),
      ['activation', 'activation', 'application-waiting', 'activation'],
    ],
    ['a state', () => ({ state: 'failed' }), []],
    ['states', () => ({ state: 'failed,sent', template: 'activation' }), ['activation', 'activation', 'activation']],
    ['an application', () => ({ application: waiting.id }), ['application-waiting', 'activation']],
    [
      'all of them',
      () => ({ application: waiting.id, template: 'activation', state: 'sent', queuedFrom: '2020-01-01' }),
      ['activation'],
    ],
    ['an application nobody knows', () => ({ application: 'nobody' }), []],
    ['days long past', () => ({ queuedTo: '2020-01-01' }), []],
  ])('is filtered by %s', async (_what, query, templates) => {
    expect((await listed(query(), site)).items.map(({ template }) => template)).toEqual(templates);
  });

  it('takes days in the time zone of the site', async () => {
    const [newest] = (await listed({}, site)).items;
    const inTokyo = new Date(Date.parse(newest?.queuedAt ?? '') + 9 * 3_600_000);
    const today = inTokyo.toISOString().slice(0, 10);
    const tomorrow = new Date(inTokyo.getTime() + 24 * 3_600_000).toISOString().slice(0, 10);
    expect((await listed({ queuedFrom: today, queuedTo: today }, site)).items[0]?.id).toBe(newest?.id);
    expect((await listed({ queuedFrom: tomorrow }, site)).items).toEqual([]);
  });

  it('is counted by state, with the same filters', async () => {
    const none = { count: 0, exact: true };
    expect(bodyOf(await asked<Counts>('/counts', site), 200)).toEqual({
      queued: none,
      sending: none,
      sent: { count: 4, exact: true },
      failed: none,
    });
    const counts = bodyOf(await asked<Counts>(`/counts?template=activation&application=${waiting.id}`, site), 200);
    expect(counts.sent).toEqual({ count: 1, exact: true });
  });

  it.each([
    ['?state=lost', '#/state'],
    ['?template=activation,spam', '#/template'],
    ['?queuedFrom=soon', '#/queuedFrom'],
    ['?queuedTo=2026-02-30', '#/queuedTo'],
    ['?cursor=x', '#/cursor'],
    ['?limit=201', '#/limit'],
    ['?recipient=ann@school.example', '#/recipient'],
    ['/counts?state=sent', '#/state'],
  ])('refuses %s', async (query, pointer) => {
    const problem = problemOf(await asked(query, site), 422, 'validation-failed');
    expect(problem.errors?.map((each) => each.pointer)[0]).toBe(pointer);
  });

  it('is for the staff of the site', async () => {
    const viewer = await createStaff(scene.service, { site: site.slug, role: 'viewer' });
    for (const rest of ['', '/counts']) {
      expect((await asked(rest, site, viewer)).status).toBe(200);
      problemOf(await asked(rest, site, scene.operator), 403, 'forbidden');
      problemOf(await asked(rest, site, scene.site.administrator), 404, 'site-not-found');
    }
  });

  it('is said of an application among its details as well', async () => {
    const { mails } = bodyOf(
      await scene.api.send<{ mails: object[] }>('GET', `/v1/sites/${site.slug}/applications/${waiting.id}`, {
        token: site.administrator.token,
      }),
      200,
    );
    const { items } = await listed({ application: waiting.id }, site);
    const more = { applicationId: waiting.id, resendable: false };
    expect(mails.reverse().map((mail) => ({ ...mail, ...more }))).toEqual(items);
  });
});

describe('a reviewer has a mail sent again', () => {
  it('an activation mail: with a new link, and is in the history for it', async () => {
    const applicant = await scene.applies();
    const id = await idOf(applicant);
    const first = await mailAbout(id, 'activation');
    const second = bodyOf(await resend(first.id), 200);
    expect(second).toMatchObject({ applicationId: id, template: 'activation', state: 'queued', tries: 0, resendable: true });
    expect(second.id).not.toBe(first.id);
    const token = scene.tokenIn(await scene.sink.waitForMail({ to: applicant.form.email, number: 2 }));
    problemOf(await scene.api.lookAtLink(applicant.token), 404, 'activation-link-unknown');
    bodyOf(await scene.api.lookAtLink(token), 200);
    const [, row] = await scene.historyOf(id);
    expect(row).toMatchObject({ event: 'resend', actor: { kind: 'staff', name: scene.site.administrator.name } });
  });

  it('one that was given up: the new mail goes to the same person', async () => {
    scene.sink.mood = 'reject';
    const { form, id } = await appliesUnread();
    const failed = await mailAbout(id, 'activation', 'failed');
    expect(failed).toMatchObject({ lastAnswer: '550 No such user here', resendable: true, sentAt: null, dueAt: null });
    scene.sink.mood = 'accept';
    bodyOf(await resend(failed.id), 200);
    const mail = await scene.sink.waitForMail({ to: form.email });
    bodyOf(await scene.api.lookAtLink(scene.tokenIn(mail)), 200);
    expect((await mailAbout(id, 'activation')).id).not.toBe(failed.id);
  });

  it('a welcome: with what holds now', async () => {
    const { id, form } = await scene.activates();
    bodyOf(await scene.approve(id, { notifyByEmail: true }), 200);
    const welcome = await mailAbout(id, 'approved');
    await changeSettings(scene.api, scene.site, { logInUrl: 'https://lms.example.com/again' });
    expect(bodyOf(await resend(welcome.id), 200)).toMatchObject({ template: 'approved', state: 'queued', applicationId: id });
    const mail = await scene.sink.waitForMail({ to: form.email, number: 3 });
    expect(mail.text).toContain(form.loginId);
    expect(linkIn(mail.text)?.href).toBe('https://lms.example.com/again');
    const rows = await scene.historyOf(id);
    expect(rows.at(-1)).toMatchObject({
      event: 'mail_again',
      from: 'approved',
      to: 'approved',
      actor: { kind: 'staff', name: scene.site.administrator.name },
    });
  });

  it('a refusal: with the reason it was given with', async () => {
    const { id, form } = await scene.activates();
    bodyOf(await scene.decline(id, { reason: 'The course is full.', notifyByEmail: true }), 200);
    const refusal = await mailAbout(id, 'not-approved');
    bodyOf(await resend(refusal.id), 200);
    const mail = await scene.sink.waitForMail({ to: form.email, number: 3 });
    expect(mail.text).toContain('The course is full.');
    expect(mail.subject).toBe((await scene.sink.waitForMail({ to: form.email, number: 2 })).subject);
    expect(await eventsOf(id)).toEqual(['apply', 'activate', 'decline', 'mail_again']);
  });

  it('one that waits for its next try: it is tried at once, and stays the same mail', async () => {
    scene.sink.mood = 'refuse';
    const { form, id } = await appliesUnread();
    const queued = await waitFor('two tries', async () => {
      const mail = await mailAbout(id, 'activation', 'queued');
      return mail.tries >= 2 ? mail : undefined;
    });
    expect(queued).toMatchObject({ resendable: true, lastAnswer: '451 Try again later' });
    expect(Date.parse(queued.dueAt ?? '')).toBeGreaterThan(service.now().getTime());
    scene.sink.mood = 'accept';
    expect(bodyOf(await resend(queued.id), 200)).toMatchObject({ id: queued.id, state: 'queued', tries: queued.tries });
    const mail = await scene.sink.waitForMail({ to: form.email, withinSeconds: 3 });
    expect(mail.messageId).toContain(queued.id);
    expect(await mailAbout(id, 'activation')).toMatchObject({ id: queued.id, tries: queued.tries + 1 });
    expect(await eventsOf(id)).toEqual(['apply', 'hurry_mail']);
  });

  it('one on its way: is told so', async () => {
    scene.sink.mood = 'hang';
    const { form, id } = await appliesUnread();
    await scene.sink.waitUntilHung(form.email);
    const sending = await mailAbout(id, 'activation', 'sending');
    expect(sending.resendable).toBe(false);
    problemOf(await resend(sending.id), 409, 'mail-being-sent');
  });

  it('is told when the application has moved on', async () => {
    const activated = await scene.activates();
    const activation = await mailAbout(activated.id, 'activation');
    expect(problemOf(await resend(activation.id), 409, 'mail-outdated')).toMatchObject({ status: 409 });
    bodyOf(await scene.decline(activated.id, { notifyByEmail: true }), 200);
    const refusal = await mailAbout(activated.id, 'not-approved');
    bodyOf(await scene.approve(activated.id, { reconsider: true }), 200);
    expect((await mailAbout(activated.id, 'not-approved')).resendable).toBe(false);
    problemOf(await resend(refusal.id), 409, 'mail-outdated');
    expect((await eventsOf(activated.id)).filter((event) => event === 'mail_again')).toEqual([]);
  });

  it('is told what cannot be made anew', async () => {
    const { id, form } = await scene.activates();
    await waitFor(
      'the staff to be told',
      async () => (await listed({ application: id, template: 'application-waiting' })).items[0],
    );
    problemOf(await resend((await mailAbout(id, 'application-waiting')).id), 409, 'mail-not-resendable');
    bodyOf(await scene.api.apply(scene.site.slug, anApplicant({ email: form.email })), 202);
    problemOf(await resend((await mailAbout(id, 'already-confirmed')).id), 409, 'mail-not-resendable');
  });

  it('as often as is good for the owner of the address, whichever mail is taken for it', async () => {
    const { id, form } = await scene.activates();
    bodyOf(await scene.approve(id, { notifyByEmail: true }), 200);
    const welcome = await mailAbout(id, 'approved');
    for (let i = 0; i < 3; i += 1) bodyOf(await resend(welcome.id), 200);
    const [another] = (await listed({ application: id, template: 'approved' })).items;
    await scene.sink.waitForMail({ to: form.email, number: 5 });
    for (const mail of [welcome.id, another?.id ?? '']) {
      expect((await resend(mail)).headers.get('retry-after')).toMatch(/^\d+$/);
      problemOf(await resend(mail), 429, 'too-many-requests');
    }
    expect((await eventsOf(id)).filter((event) => event === 'mail_again')).toHaveLength(3);
    await anHourPasses();
    bodyOf(await resend(welcome.id), 200);
  });

  it('shares the limit of activation mails with everybody who asks for one', async () => {
    const applicant = await scene.applies();
    const id = await idOf(applicant);
    const first = await mailAbout(id, 'activation');
    for (let i = 0; i < 3; i += 1) bodyOf(await scene.api.resend(scene.site.slug, applicant.form.email), 202);
    problemOf(await resend(first.id), 429, 'too-many-requests');
  });

  it('needs the right, the site and the mail', async () => {
    const id = await idOf(await scene.applies());
    const mail = await mailAbout(id, 'activation');
    const viewer = await createStaff(scene.service, { site: scene.site.slug, role: 'viewer' });
    const reviewer = await createStaff(scene.service, { site: scene.site.slug, role: 'reviewer' });
    const elsewhere = await createSite(scene.service, scene.operator);
    problemOf(await resend(mail.id, viewer), 403, 'forbidden');
    problemOf(await resend(mail.id, scene.operator), 403, 'forbidden');
    problemOf(await resend(mail.id, elsewhere.administrator), 404, 'site-not-found');
    problemOf(await resend(mail.id, elsewhere.administrator, elsewhere), 404, 'mail-not-found');
    for (const other of [`${mail.id} `, mail.id.toUpperCase(), 'none', "' OR 1=1 --", '%', `${mail.id}%00`]) {
      expect((await resend(other)).status).toBeGreaterThanOrEqual(404);
    }
    expect(await eventsOf(id)).toEqual(['apply']);
    bodyOf(await resend(mail.id, reviewer), 200);
  });
});

describe('who has confirmed already', () => {
  it.each([
    ['and waits for a decision', () => scene.activates(), 'already-confirmed'],
    ['and is a member', () => scene.becomesMember(), 'already-registered'],
  ])('%s is told so once an hour, whether somebody applies again or asks for a link', async (_who, become, template) => {
    const { form, id } = await become();
    for (let i = 0; i < 3; i += 1) bodyOf(await scene.api.resend(scene.site.slug, form.email), 202);
    bodyOf(await scene.api.apply(scene.site.slug, anApplicant({ email: form.email })), 202);
    expect((await listed({ application: id, template })).items).toHaveLength(1);
    await anHourPasses();
    bodyOf(await scene.api.apply(scene.site.slug, anApplicant({ email: form.email })), 202);
    bodyOf(await scene.api.resend(scene.site.slug, form.email), 202);
    expect((await listed({ application: id, template })).items).toHaveLength(2);
  });
});

describe('the metrics', () => {
  const value = (text: string, line: string): number =>
    Number(
      text
        .split('\n')
        .find((each) => each.startsWith(`${line} `))
        ?.slice(line.length + 1) ?? Number.NaN,
    );
  const scraped = async (): Promise<string> => (await scene.api.send('GET', '/metrics')).text;

  it('count tries by template and result, and tell what waits', async () => {
    const before = await scraped();
    const grown = (text: string, line: string): number => value(text, line) - (value(before, line) || 0);
    scene.sink.mood = 'reject';
    await mailAbout((await appliesUnread()).id, 'activation', 'failed');
    scene.sink.mood = 'accept';
    const sent = await scene.applies();
    await mailAbout(await idOf(sent), 'activation');
    scene.sink.mood = 'refuse';
    const { id } = await appliesUnread();
    await waitFor('a try', async () => ((await mailAbout(id, 'activation', 'queued')).tries > 0 ? true : undefined));
    const after = await scraped();
    expect(grown(after, 'matricula_mails_total{template="activation",result="failed"}')).toBe(1);
    expect(grown(after, 'matricula_mails_total{template="activation",result="sent"}')).toBeGreaterThanOrEqual(1);
    expect(grown(after, 'matricula_mails_total{template="activation",result="retried"}')).toBeGreaterThanOrEqual(1);
    expect(grown(after, 'matricula_mail_delay_seconds_count')).toBeGreaterThanOrEqual(1);
    expect(value(after, 'matricula_outbox_mails{state="queued"}')).toBeGreaterThanOrEqual(1);
    expect(value(after, 'matricula_outbox_mails{state="failed"}')).toBeGreaterThanOrEqual(1);
    expect(value(after, 'matricula_outbox_oldest_due_age_seconds')).toBeGreaterThanOrEqual(0);
    expect(after).not.toContain('@');
  });
});
