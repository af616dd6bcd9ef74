import { bodyOf, problemOf } from '../support/answers';
import { type Answer } from '../support/api';
import { anApplicant } from '../support/builders';
import { countRows } from '../support/database';
import { Scene } from '../support/scene';
import { createSite, createStaff } from '../support/site';

// The client throws on any 5xx, so every race here also shows that there is none.
jest.setTimeout(180_000);

interface Receipt {
  id: string;
  subject: string;
  erasedAt: string;
  by: { id: string; name: string | null };
  applications: { id: string; status: string; appliedAt: string }[];
  accounts: number;
  mails: number;
}

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.open();
});
afterAll(() => scene.close());

const at = (path: string): string => `/v1/sites/${scene.site.slug}/${path}`;
const byEmail = (email: unknown, token = scene.site.administrator.token): Promise<Answer<Receipt>> =>
  scene.api.send<Receipt>('POST', at('erasures'), { token, json: { email } });
const byId = (id: string, token = scene.site.administrator.token): Promise<Answer<Receipt>> =>
  scene.api.send<Receipt>('DELETE', at(`applications/${id}`), { token });
const receipts = async (): Promise<Receipt[]> =>
  bodyOf(await scene.api.send<{ items: Receipt[] }>('GET', at('erasures'), { token: scene.site.administrator.token }), 200).items;
const rowsAbout = (table: string, id: string): Promise<number> =>
  countRows(scene.service.database, `${table} WHERE applicationId = ?`, [id]);

describe('a person is erased', () => {
  it('by the application: the account goes, the login ID and the address are free, and a receipt stays', async () => {
    const { id, form } = await scene.becomesMember();
    bodyOf(await scene.api.memberLogin(scene.site.slug, form), 201);
    const receipt = bodyOf(await byId(id), 200);
    expect(receipt).toMatchObject({
      subject: 'application',
      by: { name: scene.site.administrator.name },
      applications: [{ id, status: 'approved' }],
      accounts: 1,
    });
    expect(receipt.mails).toBeGreaterThan(0);
    expect(JSON.stringify(receipt)).not.toContain(form.email);
    expect((await receipts())[0]).toEqual(receipt);
    problemOf(await scene.api.memberLogin(scene.site.slug, form), 401, 'wrong-credentials');
    problemOf(await scene.api.application(scene.site.administrator.token, scene.site.slug, id), 404, 'application-not-found');
    problemOf(await byId(id), 404, 'application-not-found');
    for (const table of ['accounts', 'claims', 'mails']) expect([table, await rowsAbout(table, id)]).toEqual([table, 0]);
    bodyOf(await scene.api.apply(scene.site.slug, form), 202);
    expect((await scene.applicationOf(form.email)).id).not.toBe(id);
  });

  it('by the address, however it is spelt: every application with it, whatever its status', async () => {
    const { email } = anApplicant();
    const declined = await scene.activates({ email });
    bodyOf(await scene.decline(declined.id, { reason: 'Not this year' }), 200);
    bodyOf(await scene.api.apply(scene.site.slug, anApplicant({ email })), 202);
    const bystander = await scene.activates();
    const receipt = bodyOf(await byEmail(email.toUpperCase()), 201);
    expect(receipt.applications.map(({ status }) => status)).toEqual(['not_approved', 'not_activated']);
    expect(receipt).toMatchObject({ subject: 'email', accounts: 0 });
    expect(await scene.applicationsOf(email)).toEqual([]);
    const history = await scene.historyOf(declined.id);
    expect(history.map(({ event, reason }) => [event, reason])).toEqual(
      ['apply', 'activate', 'decline', 'erase'].map((event) => [event, null]),
    );
    expect(history.at(-1)).toMatchObject({ from: 'not_approved', to: 'deleted', actor: { name: scene.site.administrator.name } });
    bodyOf(await scene.api.application(scene.site.administrator.token, scene.site.slug, bystander.id), 200);
  });

  it('who is not there: the receipt says so, as often as one asks', async () => {
    const twice = [await byEmail('nobody.at.all@school.example'), await byEmail('nobody.at.all@school.example')];
    for (const answer of twice) {
      expect(bodyOf(answer, 201)).toMatchObject({
        applications: [],
        accounts: 0,
        mails: 0,
      });
    }
    problemOf(await byEmail('no address'), 422, 'validation-failed');
    problemOf(await byEmail(null), 422, 'validation-failed');
    expect(JSON.stringify(await scene.service.database.dump(['erasures']))).not.toContain('nobody.at.all');
  });

  it('by administrators alone, and on their own site', async () => {
    const { id, form } = await scene.activates();
    const reviewer = await createStaff(scene.service, { site: scene.site.slug, role: 'reviewer' });
    problemOf(await byId(id, reviewer.token), 403, 'forbidden');
    problemOf(await byEmail(form.email, scene.operator.token), 403, 'forbidden');
    const other = await createSite(scene.service, scene.operator);
    const path = `/v1/sites/${other.slug}`;
    const { token } = other.administrator;
    problemOf(await scene.api.send('DELETE', `${path}/applications/${id}`, { token }), 404, 'application-not-found');
    const elsewhere = await scene.api.send<Receipt>('POST', `${path}/erasures`, { token, json: { email: form.email } });
    expect(bodyOf(elsewhere, 201).applications).toEqual([]);
    bodyOf(await scene.api.application(scene.site.administrator.token, scene.site.slug, id), 200);
  });
});

describe('at the same time as an erasure', () => {
  const ROUNDS = [1, 2, 3, 4, 5, 6];

  it.each(ROUNDS)('an approval comes before it and goes with it, or finds nothing (round %i)', async () => {
    const { id, form } = await scene.activates();
    const [erased, ...approved] = await Promise.all([
      byEmail(form.email),
      scene.approve(id),
      scene.approve(id),
      scene.approve(id),
    ]);
    const { applications, accounts } = bodyOf(erased, 201);
    expect(applications).toHaveLength(1);
    expect(accounts).toBe(applications[0]?.status === 'approved' ? 1 : 0);
    for (const { status } of approved) expect([200, 404]).toContain(status);
    for (const table of ['accounts', 'claims', 'mails']) expect([table, await rowsAbout(table, id)]).toEqual([table, 0]);
    expect((await scene.historyOf(id)).at(-1)?.event).toBe('erase');
  });

  it.each(ROUNDS)('an activation comes before it and goes with it, or finds nothing (round %i)', async () => {
    const { token, ticket, form } = await scene.applies();
    const { id } = await scene.applicationOf(form.email);
    const [activated, erased] = await Promise.all([scene.api.activate(token, { ticket }), byId(id)]);
    expect([200, 404]).toContain(activated.status);
    bodyOf(erased, 200);
    for (const table of ['claims', 'mails']) expect([table, await rowsAbout(table, id)]).toEqual([table, 0]);
    expect(await scene.applicationsOf(form.email)).toEqual([]);
    expect((await scene.historyOf(id)).at(-1)?.event).toBe('erase');
  });

  it.each(ROUNDS)('somebody who applies with the address is either gone or there, and never in part (round %i)', async () => {
    const { form } = await scene.applies();
    const [erased, applied] = await Promise.all([
      byEmail(form.email),
      scene.api.apply(scene.site.slug, anApplicant({ email: form.email })),
    ]);
    bodyOf(erased, 201);
    bodyOf(applied, 202);
    const left = await scene.applicationsOf(form.email);
    expect(left.length).toBeLessThanOrEqual(1);
    const claims = await countRows(scene.service.database, 'claims WHERE value = ?', [form.email]);
    expect(claims).toBe(left.length);
  });

  it('a decision on many comes before it or finds nothing, for each application', async () => {
    const people = await Promise.all(Array.from({ length: 8 }, () => scene.activates()));
    const { administrator, slug } = scene.site;
    const ids = people.map(({ id }) => id);
    const [decided, ...erased] = await Promise.all([
      scene.api.decideMany(administrator.token, slug, { decision: 'approve', selection: { ids }, notifyByEmail: true }),
      ...people.slice(0, 4).map(({ form }) => byEmail(form.email)),
    ]);
    erased.forEach((answer) => bodyOf(answer, 201));
    const outcomes = new Map(bodyOf(decided, 200).items.map(({ id, outcome }) => [id, outcome]));
    for (const id of ids.slice(0, 4)) {
      expect(['approved', 'not_found']).toContain(outcomes.get(id));
      for (const table of ['accounts', 'claims', 'mails']) expect([table, await rowsAbout(table, id)]).toEqual([table, 0]);
    }
    for (const id of ids.slice(4)) {
      expect(outcomes.get(id)).toBe('approved');
      expect(await rowsAbout('accounts', id)).toBe(1);
    }
  });
});
