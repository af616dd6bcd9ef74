import { bodyOf, headerNames, problemOf, whatAStrangerSees } from '../support/answers';
import { type Answer, type TicketView } from '../support/api';
import { anApplicant, aSlug } from '../support/builders';
import { Transactions } from '../../src/platform/database/transactions';
import { countRows } from '../support/database';
import { type Applicant, linkIn, Scene } from '../support/scene';
import { ServiceWithClock } from '../support/service-with-clock';
import { changeSettings, createSite, createStaff } from '../support/site';
import { sleep } from '../support/wait';

// The client throws on any 5xx, so every request here also shows that there is none.
jest.setTimeout(120_000);

let scene: Scene;
let service: ServiceWithClock;
beforeAll(async () => {
  scene = await Scene.open({}, async (settings) => (service = await ServiceWithClock.begin(settings)));
});
afterAll(() => scene.close());

const idOf = async ({ form }: Applicant): Promise<string> => (await scene.applicationOf(form.email)).id;

const eventsOf = async (id: string): Promise<string[]> => (await scene.historyOf(id)).map(({ event }) => event);

/** The token in the `number`th mail to the applicant. */
const tokenOfMail = async ({ form }: Applicant, number: number): Promise<string> =>
  scene.tokenIn(await scene.sink.waitForMail({ to: form.email, number }));

const aged = async (hours: number): Promise<void> => {
  service.putForward(hours);
  await scene.staffLogsInAgain();
};

describe('asking for another activation mail', () => {
  it('kills the old link and mails a new one, with its own full life', async () => {
    const applicant = await scene.applies();
    const { expiresAt } = bodyOf(await scene.api.lookAtLink(applicant.token), 200);
    bodyOf(await scene.api.resend(scene.site.slug, applicant.form.email), 202);
    const token = await tokenOfMail(applicant, 2);
    expect(token).not.toBe(applicant.token);
    problemOf(await scene.api.lookAtLink(applicant.token), 404, 'activation-link-unknown');
    problemOf(await scene.api.activate(applicant.token, applicant), 404, 'activation-link-unknown');
    expect(Date.parse(bodyOf(await scene.api.lookAtLink(token), 200).expiresAt)).toBeGreaterThan(Date.parse(expiresAt));
    bodyOf(await scene.api.activate(token, { ticket: applicant.ticket }), 200);
    const rows = await scene.historyOf(await idOf(applicant));
    expect(rows.map(({ event, from, to }) => [event, from, to])).toEqual([
      ['apply', null, 'not_activated'],
      ['resend', 'not_activated', 'not_activated'],
      ['activate', 'not_activated', 'unapproved'],
    ]);
    expect(JSON.stringify(rows)).not.toContain(applicant.form.email);
  });

  it('takes the link life from the settings as they are now', async () => {
    const site = await createSite(scene.service, scene.operator);
    const applicant = await scene.applies({}, site);
    await changeSettings(scene.api, site, { linkLifeInHours: 100 });
    bodyOf(await scene.api.resend(site.slug, applicant.form.email), 202);
    const { expiresAt } = bodyOf(await scene.api.lookAtLink(await tokenOfMail(applicant, 2)), 200);
    expect(hoursUntil(expiresAt)).toBeCloseTo(100, 1);
  });

  it('knows the address in any spelling, on its own site only', async () => {
    const elsewhere = await createSite(scene.service, scene.operator);
    const applicant = await scene.applies({ email: `Ann.${anApplicant().loginId}@school.example` });
    bodyOf(await scene.api.resend(elsewhere.slug, applicant.form.email), 202);
    bodyOf(await scene.api.lookAtLink(applicant.token), 200);
    bodyOf(await scene.api.resend(scene.site.slug, applicant.form.email.toLowerCase()), 202);
    await tokenOfMail(applicant, 2);
  });

  it('works while registration is closed: it is about an application already sent', async () => {
    const site = await createSite(scene.service, scene.operator);
    const applicant = await scene.applies({}, site);
    await changeSettings(scene.api, site, { enabled: false });
    bodyOf(await scene.api.resend(site.slug, applicant.form.email), 202);
    bodyOf(await scene.api.activate(await tokenOfMail(applicant, 2), applicant), 200);
  });

  it('is answered alike for those who wait, who do not, and for nobody', async () => {
    const waiting = await scene.applies();
    const activated = await scene.activates();
    const member = await scene.becomesMember();
    const emails = [waiting, activated, member].map(({ form }) => form.email);
    const [first, ...others] = await inTurn([...emails, anApplicant().email], (email) =>
      scene.api.resend(scene.site.slug, email),
    );
    bodyOf(first, 202);
    for (const other of others) {
      expect(whatAStrangerSees(other)).toEqual(whatAStrangerSees(first));
      expect(headerNames(other)).toEqual(headerNames(first));
    }
    await tokenOfMail(waiting, 2);
    expect(scene.sink.mailsTo(member.form.email).filter(({ text }) => linkIn(text) !== undefined)).toHaveLength(1);
  });

  it.each([
    ['waits for a decision', () => scene.activates(), 'already-confirmed', /confirmed already/],
    ['is a member', () => scene.becomesMember(), 'already-registered', /known to .* already/],
  ])('tells who %s by mail, and changes nothing', async (_who, become, template, subject) => {
    const { form, id } = await become();
    const before = await scene.historyOf(id);
    await scene.everythingSent();
    const had = scene.sink.mailsTo(form.email).length;
    bodyOf(await scene.api.resend(scene.site.slug, form.email), 202);
    const mail = await scene.sink.waitForMail({ to: form.email, number: had + 1 });
    expect(mail.subject).toMatch(subject);
    expect(mail.text + mail.html).not.toContain('/activate');
    await scene.everythingSent();
    expect(scene.sink.mailsTo(form.email)).toHaveLength(had + 1);
    expect(await countRows(scene.service.database, `mails WHERE applicationId = '${id}' AND template = '${template}'`)).toBe(1);
    expect(await scene.historyOf(id)).toEqual(before);
  });

  it('takes the same statements for those who wait, who do not, and for nobody', async () => {
    const emails = [
      (await scene.applies()).form.email,
      (await scene.activates()).form.email,
      (await scene.becomesMember()).form.email,
      anApplicant().email,
    ];
    await scene.everythingSent();
    const taken = await inTurn(emails, (email) => statementsDuring(() => scene.api.resend(scene.site.slug, email)));
    const [first] = taken;
    expect(first.length).toBeGreaterThan(10);
    for (const statements of taken) expect(statements).toEqual(first);
  });

  it('leaves nothing behind for an address that nobody waits with', async () => {
    const before = await countRows(scene.service.database, 'application_history');
    const mails = await countRows(scene.service.database, 'mails');
    bodyOf(await scene.api.resend(scene.site.slug, anApplicant().email), 202);
    expect(await countRows(scene.service.database, 'application_history')).toBe(before);
    expect(await countRows(scene.service.database, 'mails')).toBe(mails);
  });

  it.each([
    ['no address', { email: 'none' }],
    ['two addresses', { email: 'ann@school.example, eve@evil.example' }],
    ['a header in it', { email: 'ann@school.example\r\nBcc: eve@evil.example' }],
    ['nothing', {}],
    ['null', { email: null }],
    ['a list', { email: ['ann@school.example'] }],
  ])('is refused with %s', async (_what, json) => {
    const answer = await scene.api.send('POST', `/v1/sites/${scene.site.slug}/activations/resend`, { json });
    expect(problemOf(answer, 422, 'validation-failed').errors?.map(({ pointer }) => pointer)).toEqual(['#/email']);
  });

  it('needs a site that exists', async () => {
    problemOf(await scene.api.resend(aSlug(), anApplicant().email), 404, 'site-not-found');
  });
});

describe('a reviewer has the mail sent again', () => {
  const resend = (id: string, token = scene.site.administrator.token): Promise<Answer<{ status: string }>> =>
    scene.api.resendActivation(token, scene.site.slug, id);

  it('with a new link, and is in the history for it', async () => {
    const applicant = await scene.applies();
    const id = await idOf(applicant);
    expect(bodyOf(await resend(id), 200)).toMatchObject({ id, status: 'not_activated' });
    const token = await tokenOfMail(applicant, 2);
    problemOf(await scene.api.lookAtLink(applicant.token), 404, 'activation-link-unknown');
    bodyOf(await scene.api.activate(token, { password: applicant.form.password }), 200);
    const [, row] = await scene.historyOf(id);
    expect(row).toMatchObject({ event: 'resend', actor: { kind: 'staff', name: scene.site.administrator.name } });
  });

  it('is told when the application does not wait for it', async () => {
    const { id } = await scene.activates();
    expect(problemOf(await resend(id), 409, 'activation-not-awaited')).toMatchObject({ status: 409 });
    const waiting = await scene.applies();
    const declined = await idOf(waiting);
    bodyOf(await scene.decline(declined), 200);
    problemOf(await resend(declined), 409, 'activation-not-awaited');
  });

  it('needs the right, the site and the application', async () => {
    const id = await idOf(await scene.applies());
    const viewer = await createStaff(scene.service, { site: scene.site.slug, role: 'viewer' });
    const elsewhere = await createSite(scene.service, scene.operator);
    problemOf(await resend(id, viewer.token), 403, 'forbidden');
    problemOf(await resend(id, scene.operator.token), 403, 'forbidden');
    problemOf(await resend(id, elsewhere.administrator.token), 404, 'site-not-found');
    problemOf(await resend(id, 'nonsense'), 401, 'unauthenticated');
    const { administrator, slug } = elsewhere;
    problemOf(await scene.api.resendActivation(administrator.token, slug, id), 404, 'application-not-found');
  });
});

describe('an expired link', () => {
  it('says that a new mail can be had, and gets one for its token', async () => {
    const applicant = await scene.applies();
    await aged(24);
    problemOf(await scene.api.activate(applicant.token, applicant), 410, 'activation-link-expired');
    expect(problemOf(await scene.api.lookAtLink(applicant.token), 410, 'activation-link-expired').detail).toContain('new mail');
    bodyOf(await scene.api.resendByLink(applicant.token), 202);
    const token = await tokenOfMail(applicant, 2);
    problemOf(await scene.api.lookAtLink(applicant.token), 404, 'activation-link-unknown');
    bodyOf(await scene.api.activate(token, { password: applicant.form.password }), 200);
  });

  it('offers it on the page, with one button', async () => {
    const applicant = await scene.applies();
    await aged(24);
    const page = await scene.api.send('GET', `/activate?token=${applicant.token}`);
    expect(page.status).toBe(410);
    expect(page.text.match(/<button/g)).toHaveLength(1);
    expect(page.text).toContain('action="/activate/resend"');
    expect((await submit('/activate/resend', { token: applicant.token })).status).toBe(200);
    bodyOf(await scene.api.activate(await tokenOfMail(applicant, 2), applicant), 200);
  });

  it('can still be disowned', async () => {
    const applicant = await scene.applies();
    await aged(24 * 30);
    expect(bodyOf(await scene.api.disown(applicant.token), 200)).toEqual({ outcome: 'deleted' });
  });
});

describe('exchanging a link for a new mail', () => {
  it('is answered alike for every token, and leads to a mail only for the latest link of an application that waits', async () => {
    const replaced = await scene.applies();
    bodyOf(await scene.api.resend(scene.site.slug, replaced.form.email), 202);
    await tokenOfMail(replaced, 2);
    const activated = await scene.activates();
    const live = await scene.applies();
    const tokens = [live.token, replaced.token, activated.token, live.ticket, 'x'.repeat(80), 'none', ''];
    const [first, ...others] = await inTurn(tokens, (token) => scene.api.resendByLink(token));
    bodyOf(first, 202);
    for (const other of others) expect(whatAStrangerSees(other)).toEqual(whatAStrangerSees(first));
    await tokenOfMail(live, 2);
    await scene.everythingSent();
    expect(scene.sink.mailsTo(replaced.form.email)).toHaveLength(2);
    expect(scene.sink.mailsTo(activated.form.email)).toHaveLength(1);
  });
});

describe('"this was not me"', () => {
  it('deletes the application, frees what it claimed, and leaves nothing personal', async () => {
    const applicant = await scene.applies({ name: 'Ottoline Disowned' });
    const id = await idOf(applicant);
    expect(bodyOf(await scene.api.disown(applicant.token), 200)).toEqual({ outcome: 'deleted' });
    expect(await scene.applicationsOf(applicant.form.email)).toEqual([]);
    expect(await eventsOf(id)).toEqual(['apply', 'disown']);
    problemOf(await scene.api.lookAtLink(applicant.token), 404, 'activation-link-unknown');
    problemOf(await scene.api.activate(applicant.token, applicant), 404, 'activation-link-unknown');
    const dump = JSON.stringify(await scene.service.database.dump());
    for (const personal of [applicant.form.name, applicant.form.loginId, applicant.form.email]) {
      expect(dump).not.toContain(personal);
    }
    const { loginId, email } = applicant.form;
    bodyOf(await scene.api.apply(scene.site.slug, anApplicant({ loginId, email })), 202);
  });

  it('is answered calmly when said again, and when another application has taken its place', async () => {
    const first = await scene.applies();
    bodyOf(await scene.api.disown(first.token), 200);
    expect(bodyOf(await scene.api.disown(first.token), 200)).toEqual({ outcome: 'nothing_waiting' });
    const second = await scene.applies({ email: first.form.email }, scene.site, 2);
    expect(bodyOf(await scene.api.disown(first.token), 200)).toEqual({ outcome: 'nothing_waiting' });
    bodyOf(await scene.api.lookAtLink(second.token), 200);
  });

  it('is believed of the holder of any mail about the application, also an older one', async () => {
    const applicant = await scene.applies();
    bodyOf(await scene.api.resend(scene.site.slug, applicant.form.email), 202);
    const newer = await tokenOfMail(applicant, 2);
    expect(bodyOf(await scene.api.disown(applicant.token), 200)).toEqual({ outcome: 'deleted' });
    problemOf(await scene.api.lookAtLink(newer), 404, 'activation-link-unknown');
  });

  it('comes too late once the address has been confirmed with a proof', async () => {
    const activated = await scene.activates();
    problemOf(await scene.api.disown(activated.token), 409, 'application-already-activated');
    const member = await scene.becomesMember();
    problemOf(await scene.api.disown(member.token), 409, 'application-already-activated');
    bodyOf(await scene.api.memberLogin(scene.site.slug, member.form), 201);
  });

  it('has nothing to do where the application was declined before', async () => {
    const applicant = await scene.applies();
    bodyOf(await scene.decline(await idOf(applicant)), 200);
    expect(bodyOf(await scene.api.disown(applicant.token), 200)).toEqual({ outcome: 'nothing_waiting' });
  });

  it('needs a link of ours', async () => {
    const { ticket, token } = await scene.applies();
    for (const forged of [ticket, 'x'.repeat(80), token.slice(1), '']) {
      problemOf(await scene.api.disown(forged), 404, 'activation-link-unknown');
    }
    problemOf(await scene.api.send('POST', '/v1/activations/disown', { json: {} }), 422, 'validation-failed');
    bodyOf(await scene.api.lookAtLink(token), 200);
  });

  it('is asked once more on a page that changes nothing, and done by its button', async () => {
    const applicant = await scene.applies();
    const page = await scene.api.send('GET', `/activate?token=${applicant.token}`);
    const path = /href="(\/activate\/disown\?token=[\w-]+)"/.exec(page.text)?.[1] ?? '';
    const question = await scene.api.send('GET', path);
    expect(question.status).toBe(200);
    expect(question.text.match(/<button/g)).toHaveLength(1);
    bodyOf(await scene.api.lookAtLink(applicant.token), 200);
    expect((await submit('/activate/disown', { token: applicant.token })).text).toContain('has been deleted');
    expect((await submit('/activate/disown', { token: applicant.token })).status).toBe(200);
    expect(await scene.applicationsOf(applicant.form.email)).toEqual([]);
    expect((await submit('/activate/disown', { token: 'none' })).status).toBe(404);
  });
});

describe('looking where one’s application stands', () => {
  const look = async (ticket: string, headers = {}): Promise<TicketView> =>
    bodyOf(await scene.api.lookByTicket(ticket, headers), 200);

  it('is told in plain words at every step: status, since when, what happens next', async () => {
    const { ticket, token, form } = await scene.applies();
    const waiting = await look(ticket);
    expect(waiting).toMatchObject({ status: 'not_activated', siteName: scene.site.name, since: waiting.appliedAt });
    expect(hoursUntil(waiting.linkExpiresAt ?? '')).toBeCloseTo(24, 1);
    bodyOf(await scene.api.activate(token, { ticket }), 200);
    const { id } = await scene.applicationOf(form.email);
    expect(await look(ticket)).toMatchObject({ status: 'unapproved', linkExpiresAt: null, appliedAt: waiting.appliedAt });
    bodyOf(await scene.decline(id, { reason: 'Not this time.' }), 200);
    const declined = await look(ticket);
    expect(declined.status).toBe('not_approved');
    expect(JSON.stringify(declined)).not.toContain('Not this time.');
    bodyOf(await scene.approve(id, { reconsider: true }), 200);
    const approved = await look(ticket);
    expect(approved.status).toBe('approved');
    expect(Date.parse(approved.since)).toBeGreaterThan(Date.parse(declined.since));
    for (const { title, text, next } of [waiting, declined, approved]) expect([title, text, next]).not.toContain('');
  });

  it('is spoken to in the language asked for', async () => {
    const { ticket } = await scene.applies();
    const answer = await scene.api.lookByTicket(ticket, { 'accept-language': 'ja' });
    expect(answer.headers.get('content-language')).toBe('ja');
    expect(bodyOf(answer, 200).title).toMatch(/[ぁ-ん]/);
    expect((await look(ticket, { 'accept-language': 'en' })).title).toMatch(/^[ -~]+$/);
  });

  it('is known by the cookie in the browser that applied; nobody keeps the answer', async () => {
    const { cookie } = await scene.applies();
    const answer = await scene.api.send('GET', '/v1/applications/by-ticket', { headers: { cookie } });
    expect(bodyOf(answer, 200)).toMatchObject({ status: 'not_activated' });
    expect(answer.headers.get('cache-control')).toContain('no-store');
  });

  it('needs a ticket of ours', async () => {
    const { ticket, token } = await scene.applies();
    problemOf(await scene.api.send('GET', '/v1/applications/by-ticket'), 403, 'ticket-required');
    for (const forged of [token, 'x'.repeat(80), `${ticket}A`, ticket.slice(1), 'none']) {
      problemOf(await scene.api.lookByTicket(forged), 404, 'ticket-unknown');
    }
  });

  it('tells a stranger with somebody else’s address nothing about it, whatever becomes of the application', async () => {
    const member = await scene.becomesMember();
    const applications = {
      decoy: await scene.api.apply(scene.site.slug, anApplicant({ email: member.form.email })),
      waiting: (await scene.applies()).answer,
    };
    const resent = await scene.applies();
    bodyOf(await scene.api.resend(scene.site.slug, resent.form.email), 202);
    const declined = await scene.applies();
    bodyOf(await scene.decline(await idOf(declined)), 200);
    const disowned = await scene.applies();
    bodyOf(await scene.api.disown(disowned.token), 200);
    const replaced = await scene.applies();
    await scene.applies({ email: replaced.form.email }, scene.site, 2);
    await changeSettings(scene.api, scene.site, { linkLifeInHours: 99 });
    const answers = [...Object.values(applications), ...[resent, declined, disowned, replaced].map(({ answer }) => answer)];

    for (const hours of [0, 23, 2]) {
      await aged(hours);
      const seen = await inTurn(answers, async ({ body: { ticket } }) => timeless(await scene.api.lookByTicket(ticket)));
      for (const one of seen) expect(one).toEqual(seen[0]);
    }
    await changeSettings(scene.api, scene.site, { linkLifeInHours: 24 });
  });

  /** All that an answer tells, with its times as distances from that of application. */
  function timeless(answer: Answer<TicketView>): unknown {
    const { appliedAt, since, linkExpiresAt } = bodyOf(answer, 200);
    const distance = (time: string | null): number | null => (time === null ? null : Date.parse(time) - Date.parse(appliedAt));
    const seen = whatAStrangerSees(answer) as { body: object };
    const times = { appliedAt: '', since: distance(since), linkExpiresAt: distance(linkExpiresAt) };
    return { ...seen, body: { ...seen.body, ...times } };
  }
});

describe('at the same moment', () => {
  const ROUNDS = 8;

  it('resend and activate: the activation counts, or the new link works', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const applicant = await scene.applies();
      const [activation, resending] = await Promise.all([
        later(round, () => scene.api.activate(applicant.token, { ticket: applicant.ticket })),
        scene.api.resend(scene.site.slug, applicant.form.email),
      ]);
      bodyOf(resending, 202);
      if (activation.status === 200) {
        expect((await scene.applicationOf(applicant.form.email)).status).toBe('unapproved');
      } else {
        problemOf(activation, 404, 'activation-link-unknown');
        bodyOf(await scene.api.activate(await tokenOfMail(applicant, 2), { ticket: applicant.ticket }), 200);
      }
      const events = await eventsOf(await idOf(applicant));
      expect(events.filter((event) => event === 'activate')).toHaveLength(1);
    }
  });

  it('ten times resend: one link works, the one mailed last', async () => {
    const applicant = await scene.applies();
    const ask = (i: number): Promise<Answer> =>
      i % 2 === 0 ? scene.api.resend(scene.site.slug, applicant.form.email) : scene.api.resendByLink(applicant.token);
    for (const answer of await Promise.all(Array.from({ length: 10 }, (_, i) => ask(i)))) bodyOf(answer, 202);
    await scene.everythingSent();
    const mails = scene.sink.mailsTo(applicant.form.email);
    const looks = await inTurn(mails, (mail) => scene.api.lookAtLink(scene.tokenIn(mail)));
    expect(looks.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('disown and activate: the first wins, and the other is told', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const applicant = await scene.applies();
      const [activation, disowning] = await Promise.all([
        later(round, () => scene.api.activate(applicant.token, { ticket: applicant.ticket })),
        scene.api.disown(applicant.token),
      ]);
      const left = await scene.applicationsOf(applicant.form.email);
      if (activation.status === 200) {
        problemOf(disowning, 409, 'application-already-activated');
        expect(left).toMatchObject([{ status: 'unapproved' }]);
      } else {
        problemOf(activation, 404, 'activation-link-unknown');
        expect(bodyOf(disowning, 200)).toEqual({ outcome: 'deleted' });
        expect(left).toEqual([]);
      }
    }
  });

  it('disown and resend: no application, and no link that works', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const applicant = await scene.applies();
      const [disowning, resending] = await Promise.all([
        later(round, () => scene.api.disown(applicant.token)),
        scene.api.resend(scene.site.slug, applicant.form.email),
      ]);
      expect(bodyOf(disowning, 200)).toEqual({ outcome: 'deleted' });
      bodyOf(resending, 202);
      expect(await scene.applicationsOf(applicant.form.email)).toEqual([]);
    }
  });

  it('a change of the settings and activate: approved by the service, or waiting for a decision, and nothing between', async () => {
    const site = await createSite(scene.service, scene.operator);
    for (let round = 0; round < ROUNDS; round += 1) {
      const autoApprove = round % 2 === 0;
      const applicant = await scene.applies({}, site);
      const [activation] = await Promise.all([
        later(round, () => scene.api.activate(applicant.token, { ticket: applicant.ticket })),
        changeSettings(scene.api, site, { autoApprove }),
      ]);
      const { status } = bodyOf(activation, 200);
      expect(['approved', 'unapproved']).toContain(status);
      expect((await scene.applicationOf(applicant.form.email, site)).status).toBe(status);
      const login = await scene.api.memberLogin(site.slug, applicant.form);
      expect(login.status).toBe(status === 'approved' ? 201 : 401);
      const next = await scene.applies({}, site);
      const expected = autoApprove ? 'approved' : 'unapproved';
      expect(bodyOf(await scene.api.activate(next.token, { ticket: next.ticket }), 200).status).toBe(expected);
    }
  });

  /** Moves the start of the two against each other, from round to round. */
  const later = async <T>(round: number, start: () => Promise<T>): Promise<T> => {
    await sleep(Math.max(0, round - 1));
    return start();
  };
});

/** What the transaction that counts against a limit asks of the database; what is kept and what is undone count as one. */
async function statementsDuring(work: () => Promise<unknown>): Promise<string[]> {
  const transactions = service.part(Transactions);
  const run = transactions.run.bind(transactions);
  const all: string[][] = [];
  const spy = jest.spyOn(transactions, 'run').mockImplementation((inside) =>
    run((tx) => {
      const statements: string[] = [];
      all.push(statements);
      const { queryRunner } = tx;
      if (queryRunner === undefined) throw new Error('A transaction has a connection.');
      const query = queryRunner.query.bind(queryRunner);
      queryRunner.query = (sql: string, ...rest: []) => {
        statements.push(sql.replace(/^(ROLLBACK TO|RELEASE) SAVEPOINT/, 'END OF SAVEPOINT'));
        return query(sql, ...rest);
      };
      return inside(tx);
    }),
  );
  await work();
  spy.mockRestore();
  return all.find(([first]) => first?.includes('target_limits') === true) ?? [];
}

const hoursUntil = (time: string): number => (Date.parse(time) - service.now().getTime()) / 3_600_000;

async function inTurn<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<[R, ...R[]]> {
  const results: R[] = [];
  for (const item of items) results.push(await work(item));
  return results as [R, ...R[]];
}

/** Presses the button of a page, and sees what comes of it. */
const submit = async (path: string, fields: Record<string, string>): Promise<Answer> => {
  const answer = await scene.api.send('POST', path, {
    raw: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: scene.service.baseUrl },
  });
  const next = answer.headers.get('location');
  return next === null ? answer : scene.api.send('GET', next);
};
