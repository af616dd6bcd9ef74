import { bodyOf, problemOf } from '../support/answers';
import { type Answer } from '../support/api';
import { anApplicant } from '../support/builders';
import { countRows } from '../support/database';
import { Scene } from '../support/scene';
import { createSite, createStaff, type StaffMember, type TestSite } from '../support/site';

// The client throws on any 5xx, so every race here also shows that there is none.
jest.setTimeout(120_000);

let scene: Scene;
let second: StaffMember;
beforeAll(async () => {
  scene = await Scene.open();
  second = await createStaff(scene.service, { site: scene.site.slug, role: 'reviewer' });
});
afterAll(() => scene.close());

const atOnce = <T>(times: number, start: (i: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: times }, (_, i) => start(i)));

const statusesOf = (answers: Answer[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
};

const count = (table: string, id: string): Promise<number> =>
  countRows(scene.service.database, `${table} WHERE applicationId = ?`, [id]);

const mailsOf = (id: string, template: string): Promise<number> =>
  countRows(scene.service.database, 'mails WHERE applicationId = ? AND template = ?', [id, template]);

describe('fifty approvals of one application at the same time', () => {
  it('are all answered 200 and make one transition, one history row, one account and one mail', async () => {
    const { id, form } = await scene.activates();
    const answers = await atOnce(50, () => scene.approve(id));
    expect(statusesOf(answers)).toEqual({ 200: 50 });
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect((await scene.historyOf(id)).map(({ to }) => to)).toEqual(['not_activated', 'unapproved', 'approved']);
    expect(await count('application_history', id)).toBe(3);
    expect(await count('accounts', id)).toBe(1);
    expect(await mailsOf(id, 'approved')).toBe(1);
    await scene.everythingSent();
    expect(scene.sink.mailsTo(form.email)).toHaveLength(2);
  });
});

describe('approval and decline at the same time', () => {
  it.each([1, 2, 3, 4, 5])('has one winner; everybody else is told who was first and when (round %i)', async () => {
    const { id, form } = await scene.activates();
    const { slug } = scene.site;
    const answers = await atOnce(20, (i) =>
      i % 2 === 0 ? scene.api.approve(second.token, slug, id) : scene.api.decline(scene.site.administrator.token, slug, id),
    );
    const { status } = await scene.applicationOf(form.email);
    const winners = answers.filter((answer) => answer.status === 200);
    expect(winners).toHaveLength(10);
    const verb = status === 'approved' ? 'approve' : 'decline';
    expect(winners.every(({ path }) => path.endsWith(`/${verb}`))).toBe(true);
    const winner = status === 'approved' ? second : scene.site.administrator;
    for (const loser of answers.filter((answer) => answer.status !== 200)) {
      const problem = problemOf(loser, 409, 'already-decided');
      expect(problem['decidedBy']).toBe(winner.name);
      expect(problem['decidedAt']).toMatch(/Z$/);
    }
    expect(await scene.historyOf(id)).toHaveLength(3);
    expect(await mailsOf(id, 'approved')).toBe(status === 'approved' ? 1 : 0);
    expect(await mailsOf(id, 'not-approved')).toBe(status === 'approved' ? 0 : 1);
    expect(await count('accounts', id)).toBe(status === 'approved' ? 1 : 0);
  });
});

describe('fifty applications with one login ID and different addresses at the same time', () => {
  it('leave exactly one, however the login ID is spelt', async () => {
    const { loginId } = anApplicant();
    const site = await createSite(scene.service, scene.operator);
    const spellings = [loginId, loginId.toUpperCase(), loginId.replace('l', 'ｌ'), loginId.replace('l', 'L')];
    const forms = Array.from({ length: 50 }, (_, i) => anApplicant({ loginId: spellings[i % spellings.length] ?? loginId }));
    const answers = await atOnce(50, (i) => scene.api.apply(site.slug, forms[i] ?? anApplicant()));
    expect(statusesOf(answers)).toEqual({ 202: 1, 409: 49 });
    for (const answer of answers.filter(({ status }) => status === 409)) problemOf(answer, 409, 'login-id-taken');
    const { items } = bodyOf(await scene.api.listApplications(site.administrator.token, site.slug), 200);
    expect(items).toHaveLength(1);
    expect(await count('application_history', items[0]?.id ?? '')).toBe(1);
    await scene.everythingSent();
    expect(forms.flatMap(({ email }) => scene.sink.mailsTo(email))).toHaveLength(1);
  });
});

describe('twenty confirmations of one link at the same time', () => {
  it('make one transition; the others are told calmly that it is done', async () => {
    const applicant = await scene.applies();
    const answers = await atOnce(20, () => scene.api.activate(applicant.token, { ticket: applicant.ticket }));
    expect(statusesOf(answers)).toEqual({ 200: 20 });
    expect(answers.filter(({ body }) => body.outcome === 'activated')).toHaveLength(1);
    expect(answers.filter(({ body }) => body.outcome === 'already_activated')).toHaveLength(19);
    const { id } = await scene.applicationOf(applicant.form.email);
    expect((await scene.historyOf(id)).map(({ to }) => to)).toEqual(['not_activated', 'unapproved']);
    expect(await mailsOf(id, 'application-waiting')).toBe(1);
  });

  it('open one account when approval is automatic', async () => {
    const site = await createSite(scene.service, scene.operator, { autoApprove: true });
    const applicant = await scene.applies({}, site);
    const answers = await atOnce(20, () => scene.api.activate(applicant.token, { password: applicant.form.password }));
    expect(statusesOf(answers)).toEqual({ 200: 20 });
    expect(answers.every(({ body }) => body.status === 'approved')).toBe(true);
    const { id } = await scene.applicationOf(applicant.form.email, site);
    expect(await count('accounts', id)).toBe(1);
    expect(await count('application_history', id)).toBe(2);
    expect(await mailsOf(id, 'approved')).toBe(1);
  });
});

describe('one address applying twenty times at once', () => {
  let site: TestSite;
  beforeAll(async () => {
    site = await createSite(scene.service, scene.operator);
  });

  it('has one live application, one live link and the claims of that application alone', async () => {
    const { email } = anApplicant();
    const answers = await atOnce(20, () => scene.api.apply(site.slug, anApplicant({ email })));
    expect(statusesOf(answers)).toEqual({ 202: 20 });
    const live = await scene.applicationOf(email, site);
    await scene.everythingSent();
    const tokens = scene.sink.mailsTo(email).map((mail) => scene.tokenIn(mail));
    const open = (await Promise.all(tokens.map((token) => scene.api.lookAtLink(token)))).filter(({ status }) => status === 200);
    expect(open).toHaveLength(1);
    expect(await count('claims', live.id)).toBe(2);
    const rows = "claims WHERE siteId = (SELECT id FROM sites WHERE slug = '" + site.slug + "')";
    expect(await countRows(scene.service.database, rows)).toBe(2);
  });

  it('while somebody confirms the first of them, ends with one application', async () => {
    const first = await scene.applies({}, site);
    const answers = await atOnce(20, (i): Promise<Answer> =>
      i % 2 === 0
        ? scene.api.activate(first.token, { ticket: first.ticket })
        : scene.api.apply(site.slug, anApplicant({ email: first.form.email })),
    );
    const confirmed = answers.filter(({ path, status }) => path === '/v1/activations' && status === 200);
    const { id, status } = await scene.applicationOf(first.form.email, site);
    expect(status).toBe(confirmed.length > 0 ? 'unapproved' : 'not_activated');
    // Who applied after the confirmation has a login ID held for them (ADR 11): that is no claim of the application's own.
    const own = `claims WHERE applicationId = '${id}' AND reservedAt IS NULL`;
    expect(await countRows(scene.service.database, own)).toBe(2);
    expect(answers.filter(({ path }) => path !== '/v1/activations').every((answer) => answer.status === 202)).toBe(true);
  });
});

describe('decline and confirmation at the same time', () => {
  it.each([1, 2, 3])('leave one history without gaps (round %i)', async () => {
    const applicant = await scene.applies();
    const { id } = await scene.applicationOf(applicant.form.email);
    await atOnce(12, (i): Promise<Answer> =>
      i % 2 === 0 ? scene.api.activate(applicant.token, { ticket: applicant.ticket }) : scene.decline(id),
    );
    const history = await scene.historyOf(id);
    expect(history.slice(1).map(({ from }) => from)).toEqual(history.slice(0, -1).map(({ to }) => to));
    expect(history.at(-1)?.to).toBe('not_approved');
    expect(await count('claims', id)).toBe(0);
  });
});
