import { bodyOf, problemOf } from '../support/answers';
import { anApplicant } from '../support/builders';
import { countRows } from '../support/database';
import { Scene } from '../support/scene';

jest.setTimeout(60_000);

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.open();
});
afterAll(() => scene.close());

const mailsOf = (applicationId: string, template: string): Promise<number> =>
  countRows(scene.service.database, 'mails WHERE applicationId = ? AND template = ?', [applicationId, template]);

describe('declining', () => {
  it('tells the applicant by mail, with the reason', async () => {
    const { form, id } = await scene.activates();
    const reason = 'The course is for staff of partner schools.\nPlease ask your school.';
    expect(bodyOf(await scene.decline(id, { notifyByEmail: true, reason }), 200)).toMatchObject({ id, status: 'not_approved' });
    const mail = await scene.sink.waitForMail({ to: form.email, number: 2 });
    expect(mail.text).toContain('The course is for staff of partner schools.');
    expect(mail.text).toContain('Please ask your school.');
    expect(mail.html).toContain('The course is for staff of partner schools.');
    expect((await scene.historyOf(id)).at(-1)).toMatchObject({
      event: 'decline',
      from: 'unapproved',
      to: 'not_approved',
      reason,
    });
  });

  it('tells the applicant without a reason when none was given', async () => {
    const { form, id } = await scene.activates();
    bodyOf(await scene.decline(id), 200);
    const mail = await scene.sink.waitForMail({ to: form.email, number: 2 });
    expect(mail.text).toContain(scene.site.name);
    expect(mail.text).not.toMatch(/undefined|null|\[object/);
    expect((await scene.historyOf(id)).at(-1)?.reason).toBeNull();
  });

  it('tells nobody when the administrator chose not to notify', async () => {
    const { id } = await scene.activates();
    bodyOf(await scene.decline(id, { notifyByEmail: false, reason: 'Not a customer.' }), 200);
    expect(await mailsOf(id, 'not-approved')).toBe(0);
  });

  it('shows markup in the reason as the text it is', async () => {
    const { form, id } = await scene.activates();
    bodyOf(await scene.decline(id, { reason: '<img src=x onerror=alert(1)>' }), 200);
    const mail = await scene.sink.waitForMail({ to: form.email, number: 2 });
    expect(mail.html).not.toContain('<img src=x');
    expect(mail.text).toContain('<img src=x onerror=alert(1)>');
  });

  it('has no further effect the second time', async () => {
    const { id } = await scene.activates();
    const first = bodyOf(await scene.decline(id), 200);
    expect(bodyOf(await scene.decline(id), 200)).toEqual(first);
    expect(await scene.historyOf(id)).toHaveLength(3);
    expect(await mailsOf(id, 'not-approved')).toBe(1);
  });

  it('frees login ID and e-mail, so that the person can apply again', async () => {
    const { form, id } = await scene.activates();
    bodyOf(await scene.decline(id, { notifyByEmail: false }), 200);
    const again = await scene.applies({ ...form }, scene.site, 2);
    bodyOf(await scene.api.activate(again.token, again), 200);
    const statuses = (await scene.applicationsOf(form.email)).map(({ status }) => status);
    expect(statuses.sort()).toEqual(['not_approved', 'unapproved']);
  });

  it('kills the link of an application that was never activated', async () => {
    const { form, token, ticket } = await scene.applies();
    const { id } = await scene.applicationOf(form.email);
    bodyOf(await scene.decline(id, { notifyByEmail: false }), 200);
    problemOf(await scene.api.lookAtLink(token), 404, 'activation-link-unknown');
    problemOf(await scene.api.activate(token, { ticket }), 404, 'activation-link-unknown');
    expect((await scene.applicationOf(form.email)).status).toBe('not_approved');
  });
});

describe('reconsidering', () => {
  const declined = async (): Promise<Awaited<ReturnType<Scene['activates']>>> => {
    const applicant = await scene.activates();
    bodyOf(await scene.decline(applicant.id, { notifyByEmail: false }), 200);
    return applicant;
  };

  it('makes a declined applicant a member after all', async () => {
    const { id, form } = await declined();
    expect(bodyOf(await scene.approve(id, { reconsider: true }), 200).status).toBe('approved');
    await scene.sink.waitForMail({ to: form.email, number: 2 });
    bodyOf(await scene.api.memberLogin(scene.site.slug, form), 201);
  });

  it('has to be meant: a plain approval is told of the decision', async () => {
    const { id } = await declined();
    const problem = problemOf(await scene.approve(id), 409, 'already-decided');
    expect(JSON.stringify(problem)).toContain('not_approved');
    expect((await scene.historyOf(id)).at(-1)?.to).toBe('not_approved');
  });

  it('claims the login ID and the e-mail again', async () => {
    const { id, form } = await declined();
    bodyOf(await scene.approve(id, { reconsider: true, notifyByEmail: false }), 200);
    problemOf(await scene.api.apply(scene.site.slug, anApplicant({ loginId: form.loginId })), 409, 'login-id-taken');
    bodyOf(await scene.api.apply(scene.site.slug, anApplicant({ email: form.email })), 202);
    expect(await scene.applicationsOf(form.email)).toHaveLength(1);
  });

  it('is refused once somebody else has the login ID', async () => {
    const { id, form } = await declined();
    await scene.applies({ loginId: form.loginId });
    problemOf(await scene.approve(id, { reconsider: true }), 409, 'claims-taken');
    expect((await scene.applicationOf(form.email)).status).toBe('not_approved');
    expect(await mailsOf(id, 'approved')).toBe(0);
  });

  it('is refused once the same person has applied anew', async () => {
    const { id, form } = await declined();
    await scene.applies({ email: form.email }, scene.site, 2);
    problemOf(await scene.approve(id, { reconsider: true }), 409, 'claims-taken');
  });

  it('is refused for an address that was never confirmed', async () => {
    const { form } = await scene.applies();
    const { id } = await scene.applicationOf(form.email);
    bodyOf(await scene.decline(id, { notifyByEmail: false }), 200);
    problemOf(await scene.approve(id, { reconsider: true }), 409, 'application-not-activated');
  });
});
