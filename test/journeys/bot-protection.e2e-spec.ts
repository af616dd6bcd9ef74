import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { bodyOf, headerNames, problemOf, shapeOf } from '../support/answers';
import { type Answer, type Ticket } from '../support/api';
import { anApplicant } from '../support/builders';
import { countRows } from '../support/database';
import { FakeProvider } from '../support/fake-provider';
import { Scene } from '../support/scene';
import { ServiceWithClock } from '../support/service-with-clock';
import { changeSettings, createSite, createStaff, type TestSite } from '../support/site';
import { solvedWork } from '../support/solved-work';
import { waitFor } from '../support/wait';

jest.setTimeout(240_000);

const USUAL = {
  challenge: 'off',
  hcaptcha: { siteKey: null, secretSet: false },
  turnstile: { siteKey: null, secretSet: false },
  hostNames: [],
  emailDomains: { allowed: [], ifNotAllowed: 'refuse', denied: [], ifDenied: 'refuse', ifDisposable: 'accept' },
  version: 0,
};
const TOKEN = 'a token of the widget';
const KEYS = { siteKey: 'public-key', secret: 'not-for-anybody-else' };

let provider: FakeProvider;
let scene: Scene;
let service: ServiceWithClock;
let site: TestSite;
beforeAll(async () => {
  provider = await FakeProvider.start();
  const settings = { HCAPTCHA_VERIFY_URL: provider.url, TURNSTILE_VERIFY_URL: provider.url, JOBS_SCHEDULE: '0 0 1 1 *' };
  scene = await Scene.open(settings, async (all) => (service = await ServiceWithClock.begin(all)));
  site = scene.site;
});
afterAll(async () => {
  await scene.close();
  await provider.stop();
});

const path = (slug = site.slug): string => `/v1/sites/${slug}/bot-protection`;

/** As an administrator who has just read it. */
async function protect(change: object, on = site): Promise<Answer<typeof USUAL>> {
  const { token } = on.administrator;
  const etag = (await scene.api.send('GET', path(on.slug), { token })).headers.get('etag') ?? '';
  return scene.api.send('PATCH', path(on.slug), { token, json: change, headers: { 'if-match': etag } });
}
const set = async (change: object, on = site): Promise<typeof USUAL> => bodyOf(await protect(change, on), 200);

const challengeOf = (slug = site.slug): Promise<Answer<object>> => scene.api.send('GET', `/v1/sites/${slug}/challenge`);
const solved = async (on = site): Promise<string> => solvedWork(bodyOf(await challengeOf(on.slug), 200));

const apply = (form: object, key?: string): Promise<Answer<Ticket>> =>
  scene.api.send('POST', `/v1/sites/${site.slug}/applications`, {
    json: form,
    headers: key === undefined ? {} : { 'idempotency-key': key },
  });
const preview = (form: object): Promise<Answer> =>
  scene.api.send('POST', `/v1/sites/${site.slug}/applications/preview`, { json: form });

/** "pointer code" of each fault. */
const faultsOf = (answer: Answer): string[] =>
  (problemOf(answer, 422, 'validation-failed').errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`);
const applicationsOf = (email: string): Promise<number> =>
  countRows(scene.service.database, 'applications WHERE email = ?', [email]);

describe('the setting', () => {
  it('is off where nobody has said anything, and the business of administrators alone', async () => {
    expect(bodyOf(await scene.api.send('GET', path(), { token: site.administrator.token }), 200)).toEqual(USUAL);
    const reviewer = await createStaff(scene.service, { site: site.slug, role: 'reviewer' });
    for (const { token } of [reviewer, scene.operator]) {
      problemOf(await scene.api.send('GET', path(), { token }), 403, 'forbidden');
      problemOf(await scene.api.send('PATCH', path(), { token, json: {}, headers: { 'if-match': '"0"' } }), 403, 'forbidden');
    }
  });

  it('has its changes in the history of the site, and a secret nowhere', async () => {
    const changed = await set({ challenge: 'hcaptcha', hcaptcha: KEYS, emailDomains: { denied: ['Spam.Example'] } });
    expect(changed).toEqual({
      ...USUAL,
      challenge: 'hcaptcha',
      hcaptcha: { siteKey: KEYS.siteKey, secretSet: true },
      emailDomains: { ...USUAL.emailDomains, denied: ['spam.example'] },
      version: 1,
    });
    expect((await set({ hcaptcha: KEYS })).version).toBe(1);
    await set({ hcaptcha: { secret: `${KEYS.secret}-2` } });
    const history = await scene.api.siteHistory(site.administrator.token, site.slug, { subject: 'bot-protection' });
    expect(bodyOf(history, 200).items.map(({ changes }) => changes)).toEqual([
      [{ field: 'hcaptcha.secret', from: 'set', to: 'set anew' }],
      [
        { field: 'challenge', from: 'off', to: 'hcaptcha' },
        { field: 'hcaptcha.siteKey', from: null, to: KEYS.siteKey },
        { field: 'hcaptcha.secret', from: null, to: 'set' },
        { field: 'emailDomains.denied', from: [], to: ['spam.example'] },
      ],
    ]);
    expect(history.text).not.toContain(KEYS.secret);
    expect(await countRows(scene.service.database, "bot_protections WHERE hcaptchaSecret LIKE '%not-for-anybody%'")).toBe(0);
  });

  it('is changed by who has seen it as it is', async () => {
    const { token } = site.administrator;
    problemOf(await scene.api.send('PATCH', path(), { token, json: {} }), 428, 'if-match-required');
    problemOf(await scene.api.send('PATCH', path(), { token, json: {}, headers: { 'if-match': '"99"' } }), 412, 'version-stale');
    expect(faultsOf(await protect({ challenge: 'turnstile' }))).toEqual(['#/turnstile challenge-unprepared']);
  });
});

describe('proof of work', () => {
  beforeAll(() => set({ challenge: 'proof-of-work', emailDomains: USUAL.emailDomains }));

  it('is named by the form, which is another one then', async () => {
    const form = bodyOf(
      await scene.api.send<{ version: string; challenge: unknown; honeypot: string; schema: { required: string[] } }>(
        'GET',
        `/v1/sites/${site.slug}/registration-form`,
      ),
      200,
    );
    expect(form.challenge).toEqual({ kind: 'proof-of-work', siteKey: null, action: 'apply' });
    expect(form.schema.required).toContain('challenge');
    await set({ challenge: 'off' });
    problemOf(await apply({ ...anApplicant(), formVersion: form.version }), 409, 'form-changed');
    problemOf(await challengeOf(), 404, 'challenge-not-offered');
    await set({ challenge: 'proof-of-work' });
  });

  it('is asked for anew each time, and never kept in between', async () => {
    const [one, other] = [await challengeOf(), await challengeOf()];
    expect(one.headers.get('cache-control')).toBe('no-store');
    expect(bodyOf(one, 200)).not.toEqual(bodyOf(other, 200));
    problemOf(await challengeOf('no-such-site'), 404, 'site-not-found');
  });

  it('lets in whoever has done it, once', async () => {
    const challenge = await solved();
    const form = anApplicant();
    bodyOf(await apply({ ...form, challenge }), 202);
    expect(await applicationsOf(form.email)).toBe(1);
    const again = anApplicant();
    expect(faultsOf(await apply({ ...again, challenge }))).toEqual(['#/challenge challenge-over']);
    expect(await applicationsOf(again.email)).toBe(0);
  });

  it('of two who send the same at once, lets in one', async () => {
    const challenge = await solved();
    const forms = Array.from({ length: 6 }, () => anApplicant());
    const answers = await Promise.all(forms.map((form) => apply({ ...form, challenge })));
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 422, 422, 422, 422, 422]);
    const stored = await Promise.all(forms.map(({ email }) => applicationsOf(email)));
    expect(stored.reduce((sum, each) => sum + each)).toBe(1);
  });

  it('gets the same answer again for the same request, though it is used up', async () => {
    const form = { ...anApplicant(), challenge: await solved() };
    const key = randomUUID();
    const first = bodyOf(await apply(form, key), 202);
    expect(bodyOf(await apply(form, key), 202)).toEqual(first);
    expect(faultsOf(await apply(form, randomUUID()))).toEqual(['#/challenge challenge-over']);
  });

  it('is not used up by having the form checked, nor by an application that comes to nothing', async () => {
    const known = anApplicant();
    bodyOf(await apply({ ...known, challenge: await solved() }), 202);
    const challenge = await solved();
    bodyOf(await preview(anApplicant()), 200);
    bodyOf(await preview({ ...anApplicant(), challenge }), 200);
    expect(faultsOf(await apply({ ...anApplicant({ email: 'none' }), challenge }))).toEqual(['#/email email-missing-at']);
    problemOf(await apply({ ...anApplicant({ loginId: known.loginId }), challenge }), 409, 'login-id-taken');
    bodyOf(await apply({ ...anApplicant(), challenge }), 202);
  });

  it('is missing where nothing comes, and is another site’s business', async () => {
    for (const nothing of [{}, { challenge: null }, { challenge: '' }])
      expect(faultsOf(await apply({ ...anApplicant(), ...nothing }))).toEqual(['#/challenge required']);
    const elsewhere = await createSite(scene.service, scene.operator);
    await set({ challenge: 'proof-of-work' }, elsewhere);
    expect(faultsOf(await apply({ ...anApplicant(), challenge: await solved(elsewhere) }))).toEqual([
      '#/challenge challenge-wrong',
    ]);
  });

  it('is refused with a reason, whatever else comes', async () => {
    expect(faultsOf(await apply({ ...anApplicant(), challenge: 'x'.repeat(8193) }))).toEqual(['#/challenge too-long']);
    for (const challenge of [5, {}, [], true])
      expect(faultsOf(await apply({ ...anApplicant(), challenge }))).toEqual(['#/challenge not-a-string']);
    const texts = fc.oneof(
      fc.string({ minLength: 1 }),
      fc.json().map((json) => Buffer.from(json).toString('base64')),
    );
    await fc.assert(
      fc.asyncProperty(texts, async (challenge) => {
        expect(faultsOf(await apply({ ...anApplicant(), challenge }))).toEqual(['#/challenge challenge-wrong']);
      }),
      { numRuns: 20 },
    );
  });
});

describe('a field that nobody sees', () => {
  it('is answered, when it is filled in, as if all were well; nothing is stored, and nobody is written to', async () => {
    await set({ challenge: 'off' });
    const person = anApplicant();
    const key = randomUUID();
    const program = { ...anApplicant(), homepage: 'https://spam.example' };
    const [honest, filled] = [await apply({ ...person, homepage: '  ' }), await apply(program, key)];
    expect([filled.status, shapeOf(filled.body), headerNames(filled)]).toEqual([202, shapeOf(honest.body), headerNames(honest)]);
    expect(bodyOf(await apply(program, key), 202)).toEqual(filled.body);
    expect(bodyOf(await scene.api.lookByTicket(filled.body.ticket), 200).status).toBe('not_activated');
    expect([await applicationsOf(person.email), await applicationsOf(program.email)]).toEqual([1, 0]);
    await scene.sink.waitForMail({ to: person.email });
    expect(scene.sink.mailsTo(program.email)).toEqual([]);
  });

  it.each([5, true, ['x'], { a: 1 }, 'x'.repeat(5000)])('whatever it holds (%#)', async (homepage) => {
    const program = { ...anApplicant(), homepage };
    bodyOf(await apply(program), 202);
    expect(await applicationsOf(program.email)).toBe(0);
    expect(faultsOf(await apply({ ...program, email: 'none' }))).toEqual(['#/email email-missing-at']);
  });
});

describe.each(['hcaptcha', 'turnstile'] as const)('the challenge of %s', (kind) => {
  beforeAll(() => set({ challenge: kind, [kind]: KEYS, hostNames: [] }));

  const applyWith = (challenge: string): Promise<Answer<Ticket>> => apply({ ...anApplicant(), challenge });
  /** Asked without the client that takes every 5xx for a failure. */
  const refusedFor = async (challenge: string): Promise<unknown[]> => {
    const response = await fetch(`${scene.service.baseUrl}/v1/sites/${site.slug}/applications`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...anApplicant(), challenge }),
    });
    const { code } = (await response.json()) as { code: string };
    return [response.status, code, response.headers.get('retry-after')];
  };
  const AWAY = [503, 'challenge-unavailable', '10'];

  it('is shown with the site’s key', async () => {
    const form = await scene.api.send<{ challenge: unknown }>('GET', `/v1/sites/${site.slug}/registration-form`);
    expect(bodyOf(form, 200).challenge).toEqual({ kind, siteKey: KEYS.siteKey, action: 'apply' });
  });

  it('counts when the provider says so, which is asked once and told nothing of the applicant', async () => {
    provider.says({ success: true, hostname: 'register.example' });
    const token = `${TOKEN} ${kind}`;
    bodyOf(await applyWith(token), 202);
    expect(provider.asked).toEqual([{ secret: KEYS.secret, response: token, sitekey: KEYS.siteKey }]);
    expect(faultsOf(await applyWith(token))).toEqual(['#/challenge challenge-over']);
    expect(provider.asked).toHaveLength(1);
  });

  it('counts once, even with a provider that always says yes', async () => {
    provider.says({ success: true });
    const answers = await Promise.all(Array.from({ length: 4 }, () => applyWith(`${kind} at once`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 422, 422, 422]);
  });

  it.each([
    [{ success: false, 'error-codes': ['invalid-input-response'] }, 'challenge-wrong'],
    [{ success: false, 'error-codes': ['timeout-or-duplicate'] }, 'challenge-over'],
    [{ success: true, action: 'log-in' }, 'challenge-wrong'],
  ])('%j is %s', async (said, code) => {
    provider.says(said);
    expect(faultsOf(await applyWith(`${kind} ${code} ${randomUUID()}`))).toEqual([`#/challenge ${code}`]);
  });

  it('was shown where the site wants it', async () => {
    await set({ hostNames: ['register.example'] });
    provider.says({ success: true, hostname: 'evil.example' });
    expect(faultsOf(await applyWith(randomUUID()))).toEqual(['#/challenge challenge-wrong']);
    provider.says({ success: true, hostname: 'register.example' });
    bodyOf(await applyWith(randomUUID()), 202);
    await set({ hostNames: [] });
  });

  it('cannot be judged while the provider is away or talks nonsense; afterwards the same token counts', async () => {
    const token = randomUUID();
    provider.says({ success: false, 'error-codes': ['invalid-input-secret'] });
    expect(await refusedFor(token)).toEqual(AWAY);
    provider.says({ error: 'down' }, 500);
    expect(await refusedFor(token)).toEqual(AWAY);
    provider.answers((response) => response.end('<html>'));
    expect(await refusedFor(token)).toEqual(AWAY);
    provider.answers((response) => response.writeHead(302, { location: provider.url }).end());
    expect(await refusedFor(token)).toEqual(AWAY);
    provider.answers((response) => response.destroy());
    expect(await refusedFor(token)).toEqual(AWAY);
    provider.answers((response) => response.end(`{"success":true,"x":"${'x'.repeat(2 ** 20)}"}`));
    expect(await refusedFor(token)).toEqual(AWAY);
    // Hangs, after half an answer.
    provider.answers((response) => response.write('{"success":'));
    expect(await refusedFor(token)).toEqual(AWAY);
    provider.says({ success: true });
    bodyOf(await applyWith(token), 202);
  });
});

describe('domains of addresses', () => {
  const domains = (emailDomains: object): Promise<unknown> =>
    set({ challenge: 'off', emailDomains: { ...USUAL.emailDomains, ...emailDomains } });
  const at = (domain: string): string => `learner.${randomUUID().slice(0, 8)}@${domain}`;
  const outcome = async (email: string): Promise<string> => {
    const answers = [await preview(anApplicant({ email })), await apply(anApplicant({ email }))];
    const said = answers.map((answer) => (answer.status < 300 ? 'taken' : faultsOf(answer).join()));
    expect(said[0]).toBe(said[1]);
    return said[1] ?? '';
  };

  it('are refused in the form, at the address, with all below them and in any spelling', async () => {
    await domains({ denied: ['spam.example', 'メール.example'], ifDisposable: 'refuse' });
    for (const domain of ['spam.example', 'a.SPAM.example', 'メール.example', 'x.xn--4dkua4c.example'])
      expect(await outcome(at(domain))).toBe('#/email email-domain-not-accepted');
    for (const domain of ['mailinator.com', 'a.b.mailinator.com'])
      expect(await outcome(at(domain))).toBe('#/email email-domain-disposable');
    expect(await outcome(at('school.example'))).toBe('taken');
  });

  it('are refused whether or not the address is known', async () => {
    await domains({});
    const known = await scene.applies({ email: at('later-denied.example') });
    await domains({ denied: ['later-denied.example'] });
    const answers = [
      await apply(anApplicant({ email: known.form.email })),
      await apply(anApplicant({ email: at('later-denied.example') })),
    ];
    expect(answers.map(faultsOf)).toEqual([['#/email email-domain-not-accepted'], ['#/email email-domain-not-accepted']]);
  });

  it('where some are allowed, are these alone', async () => {
    await domains({ allowed: ['academy.example'] });
    expect(await outcome(at('academy.example'))).toBe('taken');
    expect(await outcome(at('mail.academy.example'))).toBe('taken');
    expect(await outcome(at('academy.example.org'))).toBe('#/email email-domain-not-accepted');
  });

  it('are left to a person, where the site wants that, who sees why; the applicant sees nothing of it', async () => {
    await changeSettings(scene.api, site, { autoApprove: true });
    await domains({ denied: ['odd.example'], ifDenied: 'leave-to-a-person', ifDisposable: 'leave-to-a-person' });
    const [odd, usual] = [
      await scene.applies({ email: at('odd.example') }),
      await scene.applies({ email: at('school.example') }),
    ];
    const [waits, passes] = [
      await scene.api.activate(odd.token, { ticket: odd.ticket }),
      await scene.api.activate(usual.token, { ticket: usual.ticket }),
    ];
    expect(bodyOf(waits, 200)).toEqual({ outcome: 'activated', status: 'unapproved' });
    expect(bodyOf(passes, 200)).toEqual({ outcome: 'activated', status: 'approved' });
    const concernsOf = async (email: string): Promise<unknown> => {
      const { id } = await scene.applicationOf(email);
      return (
        bodyOf(await scene.api.application(site.administrator.token, site.slug, id), 200) as unknown as { concerns: string[] }
      ).concerns;
    };
    expect(await concernsOf(odd.form.email)).toEqual(['email-domain-denied']);
    expect(await concernsOf(usual.form.email)).toEqual([]);
    expect((await scene.api.lookByTicket(odd.ticket)).text).not.toMatch(/domain|concern/i);
  });

  it('are looked at when the address is confirmed: what is unwanted by then waits, and is not refused', async () => {
    await domains({});
    const before = await scene.applies({ email: at('turned.example') });
    await domains({ denied: ['turned.example'] });
    expect(bodyOf(await scene.api.activate(before.token, { ticket: before.ticket }), 200).status).toBe('unapproved');
    await changeSettings(scene.api, site, { autoApprove: false });
  });
});

// Last, since everybody's access tokens are over by then as well.
describe('a proof of work', () => {
  it('is over after ten minutes, and what is kept of it goes', async () => {
    await set({ challenge: 'proof-of-work', emailDomains: USUAL.emailDomains });
    const [early, late] = [await solved(), await solved()];
    bodyOf(await apply({ ...anApplicant(), challenge: early }), 202);
    service.putForward(10 / 60);
    expect(faultsOf(await apply({ ...anApplicant(), challenge: late }))).toEqual(['#/challenge challenge-over']);
    const { email, password } = scene.operator;
    const { accessToken: token } = bodyOf(await scene.api.staffLogin({ email, password }), 201);
    bodyOf(await scene.api.send('POST', '/v1/jobs/purge-used-challenges/run', { token }), 202);
    await waitFor('the job', async () => ((await countRows(scene.service.database, 'used_challenges')) === 0 ? true : undefined));
    expect(faultsOf(await apply({ ...anApplicant(), challenge: early }))).toEqual(['#/challenge challenge-over']);
  });
});
