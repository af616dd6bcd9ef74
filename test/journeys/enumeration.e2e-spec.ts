import { bodyOf, headerNames, problemOf, shapeOf, whatAStrangerSees } from '../support/answers';
import { type Answer } from '../support/api';
import { anApplicant, aPassword, aStaffMember } from '../support/builders';
import { Scene } from '../support/scene';

jest.setTimeout(60_000);

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.open();
});
afterAll(() => scene.close());

const KNOWN_AS = {
  'has not confirmed yet': () => scene.applies(),
  'waits for approval': () => scene.activates(),
  'is a member': () => scene.becomesMember(),
};
type Standing = keyof typeof KNOWN_AS;
const STANDINGS = Object.keys(KNOWN_AS) as Standing[];

describe('applying with an e-mail address that is known already', () => {
  it.each(STANDINGS)('is answered as if it were not, when its owner %s', async (standing) => {
    const { form } = await KNOWN_AS[standing]();
    const unknown = await scene.api.apply(scene.site.slug, anApplicant());
    const known = await scene.api.apply(scene.site.slug, anApplicant({ email: form.email }));
    expect(known.status).toBe(202);
    expect(known.status).toBe(unknown.status);
    expect(headerNames(known)).toEqual(headerNames(unknown));
    expect(shapeOf(known.body)).toEqual(shapeOf(unknown.body));
    expect(known.body.status).toBe(unknown.body.status);
    expect(known.body.ticket).toHaveLength(unknown.body.ticket.length);
    expect(ticketless(known)).toEqual(ticketless(unknown));
  });

  it.each(['waits for approval', 'is a member'] as const)(
    'tells its owner by mail, with nothing that creates anything: %s',
    async (standing) => {
      const { form } = await KNOWN_AS[standing]();
      const mailsBefore = scene.sink.mailsTo(form.email).length;
      const newcomer = anApplicant({ email: form.email, name: 'Somebody Else' });
      bodyOf(await scene.api.apply(scene.site.slug, newcomer), 202);
      const mail = await scene.sink.waitForMail({ to: form.email, number: mailsBefore + 1 });
      expect(mail.text).toContain(scene.site.name);
      expect(mail.subject).toContain(standing === 'is a member' ? 'You are known to' : 'confirmed already');
      expect(mail.text + mail.html).not.toContain('/activate');
      expect(mail.text).not.toContain(newcomer.name);
      expect(mail.text).not.toContain(newcomer.loginId);
      expect(await scene.applicationOf(form.email)).toMatchObject({ name: form.name, loginId: form.loginId });
    },
  );

  it.each(STANDINGS)('says that a login ID is taken, whether or not the address is known: %s', async (standing) => {
    const { form: owner } = await scene.becomesMember();
    const { form } = await KNOWN_AS[standing]();
    const known = await scene.api.apply(scene.site.slug, anApplicant({ email: form.email, loginId: owner.loginId }));
    const unknown = await scene.api.apply(scene.site.slug, anApplicant({ loginId: owner.loginId }));
    problemOf(known, 409, 'login-id-taken');
    expect(whatAStrangerSees(known)).toEqual(whatAStrangerSees(unknown));
  });

  it('does not change the password of the account', async () => {
    const { form } = await scene.becomesMember();
    const password = aPassword();
    bodyOf(await scene.api.apply(scene.site.slug, anApplicant({ email: form.email, password })), 202);
    problemOf(await scene.api.memberLogin(scene.site.slug, { ...form, password }), 401, 'wrong-credentials');
    bodyOf(await scene.api.memberLogin(scene.site.slug, form), 201);
  });
});

describe('logging in as staff', () => {
  it('is refused alike for an unknown address and for a wrong password', async () => {
    const { email } = scene.site.administrator;
    const wrongPassword = await scene.api.staffLogin(aStaffMember({ email }));
    const unknown = await scene.api.staffLogin(aStaffMember());
    problemOf(wrongPassword, 401, 'wrong-credentials');
    expect(whatAStrangerSees(unknown)).toEqual(whatAStrangerSees(wrongPassword));
  });
});

describe('asking for another link, or for another password', () => {
  it('is answered alike for known addresses and for unknown ones', async () => {
    const { form } = await scene.applies();
    const known = await scene.api.resend(scene.site.slug, form.email);
    bodyOf(known, 202);
    expect(whatAStrangerSees(await scene.api.resend(scene.site.slug, anApplicant().email))).toEqual(whatAStrangerSees(known));
    const reset = (email: string): Promise<Answer> => scene.api.send('POST', '/v1/staff/password-resets', { json: { email } });
    const ofStaff = await reset(scene.site.administrator.email);
    bodyOf(ofStaff, 202);
    expect(whatAStrangerSees(await reset(aStaffMember().email))).toEqual(whatAStrangerSees(ofStaff));
  });
});

describe('logging in as a member', () => {
  it('is refused alike for a wrong password, for nobody, and for who is no member yet', async () => {
    const { form } = await scene.becomesMember();
    const wrongPassword = await scene.api.memberLogin(scene.site.slug, { ...form, password: aPassword() });
    problemOf(wrongPassword, 401, 'wrong-credentials');
    for (const other of [anApplicant(), (await scene.applies()).form, (await scene.activates()).form]) {
      const answer = await scene.api.memberLogin(scene.site.slug, { ...other, password: aPassword() });
      expect(whatAStrangerSees(answer)).toEqual(whatAStrangerSees(wrongPassword));
    }
  });

  it('is refused on another site, like a wrong password', async () => {
    const { form } = await scene.becomesMember();
    const wrongPassword = await scene.api.memberLogin(scene.site.slug, { ...form, password: aPassword() });
    const slug = `other-${form.loginId}`.slice(0, 30);
    bodyOf(await scene.api.createSite(scene.operator.token, { slug, name: 'Other' }), 201);
    expect(whatAStrangerSees(await scene.api.memberLogin(slug, form))).toEqual(whatAStrangerSees(wrongPassword));
  });
});

/** An apply answer without the ticket's value, which differs every time. */
function ticketless(answer: Awaited<ReturnType<Scene['api']['apply']>>): unknown {
  const { ticket } = answer.body;
  return JSON.parse(JSON.stringify(whatAStrangerSees(answer)).replaceAll(ticket, '(ticket)')) as unknown;
}
