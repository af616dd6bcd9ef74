import { setTimeout as sleep } from 'node:timers/promises';
import { bodyOf, problemOf, whatAStrangerSees } from '../support/answers';
import { type Answer, type Sending } from '../support/api';
import { anApplicant, aPassword, aStaffMember } from '../support/builders';
import { uniqueText } from '../support/environment';
import { type Applicant, Scene } from '../support/scene';
import { createStaff } from '../support/site';

jest.setTimeout(120_000);

// The numbers that hold in production, behind one proxy that says where a client comes from.
let scene: Scene;
beforeAll(async () => {
  scene = await Scene.open({ RATE_LIMITS: '1', TRUST_PROXY: '1' });
});
afterAll(() => scene.close());

let clients = 0;
/** Another client address each time. */
const aClient = (): string => `192.0.2.${(clients += 1)}`;

const from = (address: string): Record<string, string> => ({ 'x-forwarded-for': address });

const applyFrom = (address: string, form = anApplicant(), site = scene.site.slug): Promise<Answer> =>
  scene.api.send('POST', `/v1/sites/${site}/applications`, { json: form, headers: from(address) });

/** How many of `times` requests in a row are let through, and the first that is not. */
async function letThrough(times: number, ask: (i: number) => Promise<Answer>): Promise<{ granted: number; refused: Answer }> {
  for (let i = 0; i < times; i += 1) {
    const answer = await ask(i);
    if (answer.status === 429) return { granted: i, refused: answer };
  }
  throw new Error(`All of ${times} requests were let through.`);
}

/**
 * Guesses as fast as is granted, until the pause before the next is longer than `PATIENCE`: how many guesses were let
 * through, and the pauses that were told, in seconds.
 */
async function guessOn(guess: (i: number) => Promise<Answer>): Promise<{ granted: number; waits: number[] }> {
  const waits: number[] = [];
  for (let granted = 0; ;) {
    const answer = await guess(granted);
    if (answer.status !== 429) {
      granted += 1;
      continue;
    }
    const wait = Number(answer.headers.get('retry-after'));
    waits.push(wait);
    if (wait > PATIENCE) return { granted, waits };
    await sleep(wait * 1000);
  }
}
const PATIENCE = 4;

/** Each pause longer than the one before, and at first short; a slow machine may let some of them pass unnoticed. */
function expectToGrow(waits: readonly number[]): void {
  expect(waits).toEqual([...new Set(waits)].sort((one, other) => one - other));
  expect(waits.length).toBeGreaterThan(1);
  expect(waits[0]).toBeLessThanOrEqual(2);
}

/** Of many that were sent at once, so many were looked at; one or two more where the machine took so long that pauses were over meanwhile. */
function expectAFewOf(answers: readonly Answer[], status: number, few: number): void {
  const lookedAt = answers.filter((answer) => answer.status === status).length;
  expect(lookedAt).toBeGreaterThanOrEqual(few);
  expect(lookedAt).toBeLessThanOrEqual(few + 2);
  expect(answers.filter((answer) => answer.status === 429)).toHaveLength(answers.length - lookedAt);
}

function expectToBeToldWhen(answer: Answer, mostSeconds: number): void {
  const problem = problemOf(answer, 429, 'too-many-requests');
  const seconds = Number(answer.headers.get('retry-after'));
  expect(problem['retryAfterInSeconds']).toBe(seconds);
  expect(Number.isInteger(seconds)).toBe(true);
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(mostSeconds);
}

describe('an authentication code', () => {
  it('cannot be guessed, and nobody is locked out for long', async () => {
    const { api, site } = scene;
    const { token } = site.administrator;
    const group = bodyOf(await api.upsertGroup(token, site.slug, 'coded', { name: 'Coded' }), 201) as { id: string };
    const published = await api.send<{ url: string }>('POST', `/v1/sites/${site.slug}/signup-urls`, {
      token,
      json: { groupId: group.id, authentication: { required: true, codes: [{ code: 'spring-2026' }] } },
    });
    const signupUrl = bodyOf(published, 201).url.split('/').at(-1) ?? '';
    const typing = (authenticationCode: string, client: string): Promise<Answer> =>
      scene.api.send('POST', `/v1/sites/${site.slug}/applications/preview`, {
        json: { ...anApplicant(), signupUrl, authenticationCode },
        headers: from(client),
      });
    const guesser = aClient();
    const { granted, waits } = await guessOn((i) => typing(`guess-${String(i)}`, guesser));
    expectToGrow(waits);
    expectToBeToldWhen(await typing('spring-2026', guesser), 60);
    bodyOf(await typing('spring-2026', aClient()), 200);
    const many = await letThrough(40, (i) => typing(`guess-${String(i)}`, aClient()));
    expect(granted + many.granted).toBe(30);
    expectToBeToldWhen(await typing('spring-2026', aClient()), 5 * 60);
  });
});

describe('one client address', () => {
  const MINUTES = 60;
  const post = (path: string, sending: Sending) => (client: string) =>
    scene.api.send('POST', path, { ...sending, headers: from(client) });
  const OPERATIONS: Record<string, [times: number, seconds: number, ask: () => (client: string) => Promise<Answer>]> = {
    apply: [30, 10 * MINUTES, () => post(`/v1/sites/${scene.site.slug}/applications`, { json: {} })],
    resend: [10, 60 * MINUTES, () => post(`/v1/sites/${scene.site.slug}/activations/resend`, { json: {} })],
    'resend by link': [10, 60 * MINUTES, () => post('/v1/activations/resend', { json: { token: 'none' } })],
    confirm: [60, 10 * MINUTES, () => post('/v1/activations', { json: { token: 'none' } })],
    disown: [60, 10 * MINUTES, () => post('/v1/activations/disown', { json: { token: 'none' } })],
    'the page': [60, 10 * MINUTES, () => post('/activate', { json: { token: 'none' } })],
    'look by ticket': [
      120,
      10 * MINUTES,
      () => (client) => scene.api.send('GET', '/v1/applications/by-ticket', { headers: from(client) }),
    ],
    'staff log-in': [30, 5 * MINUTES, () => post('/v1/staff/sessions', { json: {} })],
    'member log-in': [30, 5 * MINUTES, () => post(`/v1/sites/${scene.site.slug}/sessions`, { json: {} })],
  };

  it.each(Object.keys(OPERATIONS))('may not ask endlessly: %s', async (name) => {
    const [times, seconds, ask] = OPERATIONS[name] ?? [0, 0, () => () => Promise.reject(new Error(name))];
    const client = aClient();
    const { granted, refused } = await letThrough(times + 1, () => ask()(client));
    expect(granted).toBe(times);
    expect(refused.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(seconds);
    if (name !== 'the page') expectToBeToldWhen(refused, seconds);
    expect((await ask()(aClient())).status).not.toBe(429);
  });

  it('is a whole /64 with IPv6', async () => {
    const network = `2001:db8:${uniqueText(2)}:1`;
    const ask = (i: number): Promise<Answer> =>
      scene.api.resend(scene.site.slug, '', from(`${network}:${i.toString(16)}::${(i * 7).toString(16)}`));
    expect((await letThrough(11, ask)).granted).toBe(10);
    expect((await scene.api.resend(scene.site.slug, '', from(`2001:db8:${uniqueText(2)}:2::1`))).status).toBe(422);
  });

  it('is who the trusted proxy says, not who the client claims to be', async () => {
    const client = aClient();
    const ask = (i: number): Promise<Answer> =>
      scene.api.resend(scene.site.slug, '', { 'x-forwarded-for': `198.51.100.${i}, ${client}` });
    expect((await letThrough(11, ask)).granted).toBe(10);
  });

  it('is told so on the page in words, in minutes', async () => {
    const client = aClient();
    const form = (): Promise<Answer> =>
      scene.api.send('POST', '/activate/resend', {
        raw: 'token=none',
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...from(client) },
      });
    const { refused } = await letThrough(11, form);
    expect(refused.headers.get('content-type')).toMatch(/^text\/html/);
    expect(refused.text).toMatch(/wait \d+ minutes/);
  });
});

describe('one mailbox', () => {
  const resend = (email: string, site = scene.site.slug): Promise<Answer> => scene.api.resend(site, email, from(aClient()));

  it('gets three more activation mails an hour, whoever asks for them, and nobody is told', async () => {
    const { form, token } = await applies();
    const answers: Answer[] = [];
    for (let number = 2; number <= 4; number += 1) {
      answers.push(await resend(form.email));
      await scene.sink.waitForMail({ to: form.email, number });
    }
    answers.push(await resend(form.email), await resend(form.email));
    for (const answer of answers) expect(whatAStrangerSees(answer)).toEqual(whatAStrangerSees(answers[0] ?? answer));
    const newest = scene.tokenIn(await scene.sink.waitForMail({ to: form.email, number: 4 }));
    bodyOf(await scene.api.resendByLink(newest), 202);
    bodyOf(await scene.api.resendByLink(token), 202);
    bodyOf(await scene.api.lookAtLink(newest), 200);
    await scene.everythingSent();
    expect(scene.sink.mailsTo(form.email)).toHaveLength(4);
  });

  it('is not flooded by reviewers either, who are told', async () => {
    const { form } = await applies();
    const { id } = await scene.applicationOf(form.email);
    const { administrator, slug } = scene.site;
    for (let i = 0; i < 2; i += 1) bodyOf(await scene.api.resendActivation(administrator.token, slug, id), 200);
    bodyOf(await resend(form.email), 202);
    expectToBeToldWhen(await scene.api.resendActivation(administrator.token, slug, id), 3600);
  });

  it.each(['waits for a decision', 'is applied with for the first time'])(
    'may be applied with twenty times an hour, then the answer is 429: an address that %s',
    async (standing) => {
      const applicant = standing === 'waits for a decision' ? await applies() : undefined;
      if (applicant) bodyOf(await scene.api.activate(applicant.token, { ticket: applicant.ticket }), 200);
      const email = applicant?.form.email ?? anApplicant().email;
      const applyAgain = (): Promise<Answer> => applyFrom(aClient(), anApplicant({ email }));
      for (let i = applicant ? 1 : 0; i < 20; i += 1) bodyOf(await applyAgain(), 202);
      expectToBeToldWhen(await applyAgain(), 3600);
    },
  );

  it('is answered like one that nobody applied with, beyond the limit too', async () => {
    const { form } = await applies();
    const stranger = anApplicant().email;
    for (let i = 0; i < 5; i += 1) {
      expect(whatAStrangerSees(await resend(form.email))).toEqual(whatAStrangerSees(await resend(stranger)));
    }
  });

  it('gets three, when many ask at the same moment, and no more after a restart', async () => {
    const { form } = await applies();
    await Promise.all(Array.from({ length: 12 }, () => resend(form.email)));
    await scene.service.restart();
    await resend(form.email);
    const { id } = await scene.applicationOf(form.email);
    // Not the mails: one that is replaced before it was sent is not sent.
    const events = (await scene.historyOf(id)).map(({ event }) => event);
    expect(events).toEqual(['apply', 'resend', 'resend', 'resend']);
  });
});

describe('one activation link', () => {
  const guess = (token: string, proof: object = { password: aPassword() }): Promise<Answer> =>
    scene.api.activate(token, proof, from(aClient()));

  it('takes five wrong tries, slower and slower; then the right password is answered like a wrong one, and nothing is lost', async () => {
    const { token, form } = await applies();
    const { granted, waits } = await guessOn(() => guess(token));
    expect(granted).toBe(5);
    expectToGrow(waits);
    const right = await guess(token, { password: form.password });
    expectToBeToldWhen(right, 900);
    const page = await scene.api.send('POST', '/activate', {
      raw: new URLSearchParams({ token, password: form.password }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...from(aClient()) },
    });
    expect(page.status).toBe(429);
    expect(page.text).toMatch(/wait 1[45] minutes|wait 15 minutes/);
    expect(bodyOf(await scene.api.lookAtLink(token), 200).state).toBe('open');
  });

  it('lets no more through when they come at once', async () => {
    const { token } = await applies();
    const answers = await Promise.all(Array.from({ length: 20 }, () => guess(token)));
    expectAFewOf(answers, 403, 3);
  });

  it('never shuts out who has the ticket', async () => {
    const { token, ticket, cookie } = await applies();
    await letThrough(7, (i) => guess(token, i % 2 === 0 ? { ticket: 'A'.repeat(80) } : { password: aPassword() }));
    problemOf(await guess(token, {}), 403, 'activation-proof-required');
    const answer = await scene.api.activate(token, { password: aPassword() }, { ...from(aClient()), cookie });
    expect(bodyOf(answer, 200).outcome).toBe('activated');
    expect(bodyOf(await scene.api.activate(token, { ticket }, from(aClient())), 200).outcome).toBe('already_activated');
  });

  it('is counted apart from those of other applications, and not set back by another mail', async () => {
    const one = await applies();
    const other = await applies();
    await guessOn(() => guess(one.token));
    bodyOf(await guess(other.token, { password: other.form.password }), 200);
    bodyOf(await scene.api.resend(scene.site.slug, one.form.email, from(aClient())), 202);
    const token = scene.tokenIn(await scene.sink.waitForMail({ to: one.form.email, number: 2 }));
    expectToBeToldWhen(await guess(token), 900);
  });
});

describe.each(['staff', 'members'])('the password of %s', (whose) => {
  let right: object;
  let path: string;
  beforeAll(async () => {
    const { administrator, slug } = scene.site;
    if (whose === 'staff') {
      const { email, password } = await createStaff(scene.service, { site: slug, role: 'viewer' });
      [path, right] = ['/v1/staff/sessions', { email, password }];
      return;
    }
    const { form, token, ticket } = await applies();
    bodyOf(await scene.api.activate(token, { ticket }, from(aClient())), 200);
    const { id } = await scene.applicationOf(form.email);
    bodyOf(await scene.api.approve(administrator.token, slug, id), 200);
    [path, right] = [`/v1/sites/${slug}/sessions`, { loginId: form.loginId, password: form.password }];
  });

  const logIn = (credentials: object, client: string): Promise<Answer> =>
    scene.api.send('POST', path, { json: credentials, headers: from(client) });
  const guess = (client: string): Promise<Answer> => logIn({ ...right, password: aPassword() }, client);

  it('cannot be guessed: a client gets slower and slower, and its owner is not held up elsewhere', async () => {
    const guesser = aClient();
    const { granted, waits } = await guessOn(() => guess(guesser));
    expect(granted).toBeGreaterThanOrEqual(5);
    expect(granted).toBeLessThanOrEqual(10);
    expectToGrow(waits);
    expectToBeToldWhen(await logIn(right, guesser), 300);
    expect((await logIn(right, aClient())).status).toBe(201);
  });

  it('is looked at five times when a client guesses many times at once', async () => {
    const guesser = aClient();
    const answers = await Promise.all(Array.from({ length: 20 }, () => guess(guesser)));
    expectAFewOf(answers, 401, 5);
  });

  it('is not known the sooner for many clients, nor does its owner wait for longer than five minutes', async () => {
    const { refused } = await letThrough(40, () => guess(aClient()));
    expectToBeToldWhen(refused, 300);
    expectToBeToldWhen(await logIn(right, aClient()), 300);
  });

  it('that nobody has is limited just so', async () => {
    const nobody = whose === 'staff' ? aStaffMember() : { loginId: uniqueText(12), password: aPassword() };
    const client = aClient();
    const answers = await Promise.all(Array.from({ length: 20 }, () => logIn(nobody, client)));
    expectAFewOf(answers, 401, 5);
  });
});

describe('staff who log in', () => {
  it('are not held up by what others do from elsewhere', async () => {
    const client = aClient();
    const logIn = (address: string, credentials: object): Promise<Answer> =>
      scene.api.send('POST', '/v1/staff/sessions', { json: credentials, headers: from(address) });
    await letThrough(31, () => logIn(client, aStaffMember()));
    const viewer = await createStaff(scene.service, { site: scene.site.slug, role: 'viewer' });
    expectToBeToldWhen(await logIn(client, { email: viewer.email, password: viewer.password }), 300);
    expect((await logIn(aClient(), { email: viewer.email, password: viewer.password })).status).toBe(201);
  });
});

/** Somebody applies from an address of their own and reads the mail. */
async function applies(): Promise<Applicant> {
  const form = anApplicant();
  const answer = (await applyFrom(aClient(), form)) as Applicant['answer'];
  const { ticket } = bodyOf(answer, 202);
  const [cookie = ''] = (answer.headers.getSetCookie()[0] ?? '').split(';');
  const mail = await scene.sink.waitForMail({ to: form.email });
  return { form, answer, ticket, cookie, mail, token: scene.tokenIn(mail) };
}
