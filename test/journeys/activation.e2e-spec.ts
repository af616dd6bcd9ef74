import { bodyOf, problemOf } from '../support/answers';
import { anApplicant, aPassword } from '../support/builders';
import { type Applicant, Scene } from '../support/scene';
import { ONCE_A_YEAR } from '../support/service';
import { changeSettings, createSite } from '../support/site';

jest.setTimeout(60_000);

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.open({ JOBS_SCHEDULE: ONCE_A_YEAR });
});
afterAll(() => scene.close());

const statusOf = async (applicant: Applicant): Promise<string> => (await scene.applicationOf(applicant.form.email)).status;

describe('opening the mailed link', () => {
  it.each(['GET', 'HEAD'])('changes nothing: %s of page and API, twice each', async (method) => {
    const applicant = await scene.applies();
    await scene.everythingSent();
    const before = await scene.service.database.dump();
    for (const path of [`/activate?token=${applicant.token}`, `/v1/activations/${applicant.token}`]) {
      expect((await scene.api.send(method, path, { headers: { cookie: applicant.cookie } })).status).toBe(200);
      expect((await scene.api.send(method, path, { headers: { cookie: applicant.cookie } })).status).toBe(200);
    }
    expect(await scene.service.database.dump()).toEqual(before);
    expect(bodyOf(await scene.api.activate(applicant.token, applicant), 200).outcome).toBe('activated');
  });

  it('is not cached, not framed, and tells no other site where it came from', async () => {
    const { token } = await scene.applies();
    const page = await scene.api.send('GET', `/activate?token=${token}`);
    expect(page.headers.get('cache-control')).toContain('no-store');
    expect(page.headers.get('referrer-policy')).toMatch(/no-referrer|same-origin/);
    expect(page.headers.get('content-security-policy')).toContain('frame-ancestors');
    expect((await scene.api.lookAtLink(token)).headers.get('cache-control')).toContain('no-store');
  });

  it('shows a page with one button, which confirms', async () => {
    const applicant = await scene.applies();
    const page = await scene.api.send('GET', `/activate?token=${applicant.token}`);
    expect(page.headers.get('content-type')).toMatch(/^text\/html/);
    expect(page.text.match(/<button|<input[^>]+type="?submit/g)).toHaveLength(1);
    expect(await submitPage(page.text, [applicant.cookie, ...cookiesOf(page.headers)], {})).toBe(200);
    expect(await statusOf(applicant)).toBe('unapproved');
  });

  it('asks on the page for the password in a browser that did not apply', async () => {
    const applicant = await scene.applies();
    const page = await scene.api.send('GET', `/activate?token=${applicant.token}`);
    expect(page.text).toMatch(/type="?password/);
    expect(await submitPage(page.text, cookiesOf(page.headers), { password: aPassword() })).toBe(403);
    expect(await statusOf(applicant)).toBe('not_activated');
    expect(await submitPage(page.text, cookiesOf(page.headers), { password: applicant.form.password })).toBe(200);
    expect(await statusOf(applicant)).toBe('unapproved');
  });
});

describe('confirming', () => {
  it('is proved by the ticket of the application', async () => {
    const applicant = await scene.applies();
    expect(bodyOf(await scene.api.activate(applicant.token, { ticket: applicant.ticket }), 200).outcome).toBe('activated');
  });

  it('is proved by the cookie of the browser that applied, which no script can read', async () => {
    const applicant = await scene.applies();
    const [cookie] = applicant.answer.headers.getSetCookie();
    expect(cookie).toMatch(/;\s*HttpOnly/i);
    expect(cookie).toMatch(/;\s*SameSite=(Lax|Strict)/i);
    const answer = await scene.api.activate(applicant.token, {}, { cookie: applicant.cookie });
    expect(bodyOf(answer, 200).outcome).toBe('activated');
  });

  it('is proved by the password chosen then', async () => {
    const applicant = await scene.applies();
    const answer = await scene.api.activate(applicant.token, { password: applicant.form.password });
    expect(bodyOf(answer, 200).outcome).toBe('activated');
  });

  it('needs a proof, and asking without one leaves the link working', async () => {
    const applicant = await scene.applies();
    problemOf(await scene.api.activate(applicant.token, {}), 403, 'activation-proof-required');
    expect(await statusOf(applicant)).toBe('not_activated');
    bodyOf(await scene.api.activate(applicant.token, applicant), 200);
  });

  it.each([
    ['password', { password: aPassword() }],
    ['ticket', { ticket: 'A'.repeat(80) }],
  ])('refuses a wrong %s, and the link still works', async (_what, proof) => {
    const applicant = await scene.applies();
    problemOf(await scene.api.activate(applicant.token, proof), 403, 'activation-proof-wrong');
    expect(await statusOf(applicant)).toBe('not_activated');
    bodyOf(await scene.api.activate(applicant.token, { ticket: applicant.ticket }), 200);
  });

  it("refuses another applicant's ticket and cookie", async () => {
    const applicant = await scene.applies();
    const other = await scene.applies();
    problemOf(await scene.api.activate(applicant.token, { ticket: other.ticket }), 403, 'activation-proof-wrong');
    const withCookie = await scene.api.activate(applicant.token, {}, { cookie: other.cookie });
    expect(withCookie.status).toBe(403);
    expect(await statusOf(applicant)).toBe('not_activated');
  });

  it('accepts the right password in a browser that holds the cookie of another application', async () => {
    const applicant = await scene.applies();
    const other = await scene.applies();
    const proof = { password: applicant.form.password };
    bodyOf(await scene.api.activate(applicant.token, proof, { cookie: other.cookie }), 200);
  });

  it('does not take the ticket for the link, nor the link for the ticket', async () => {
    const { token, ticket } = await scene.applies();
    problemOf(await scene.api.activate(ticket, { ticket }), 404, 'activation-link-unknown');
    problemOf(await scene.api.activate(token, { ticket: token }), 403, 'activation-proof-wrong');
  });

  it('says calmly that a used link has done its work', async () => {
    const applicant = await scene.applies();
    bodyOf(await scene.api.activate(applicant.token, applicant), 200);
    expect(bodyOf(await scene.api.lookAtLink(applicant.token), 200).state).toBe('used');
    const again = bodyOf(await scene.api.activate(applicant.token, { ticket: applicant.ticket }), 200);
    expect(again).toEqual({ outcome: 'already_activated', status: 'unapproved' });
    expect((await scene.api.send('GET', `/activate?token=${applicant.token}`)).status).toBe(200);
    expect(await scene.historyOf((await scene.applicationOf(applicant.form.email)).id)).toHaveLength(2);
  });
});

describe('a link that is not ours', () => {
  it.each([
    ['the last character changed', (token: string) => token.slice(0, -1) + (token.endsWith('A') ? 'B' : 'A')],
    ['the first character changed', (token: string) => (token.startsWith('A') ? 'B' : 'A') + token.slice(1)],
    ['truncated', (token: string) => token.slice(0, -5)],
    ['continued', (token: string) => `${token}AAAA`],
    ['in another case', (token: string) => token.toUpperCase()],
    ['padded as base64', (token: string) => `${token}=`],
    ['made up', () => 'x'.repeat(43)],
    ['an SQL fragment', () => "' OR 1=1 -- "],
    ['an emoji', () => '🙂🙃'],
  ])('is unknown: %s', async (_what, forge) => {
    const applicant = await scene.applies();
    const forged = forge(applicant.token);
    problemOf(await scene.api.lookAtLink(forged), 404, 'activation-link-unknown');
    problemOf(await scene.api.activate(forged, { ticket: applicant.ticket }), 404, 'activation-link-unknown');
    expect((await scene.api.send('GET', `/activate?token=${encodeURIComponent(forged)}`)).status).toBe(404);
    expect(await statusOf(applicant)).toBe('not_activated');
  });
});

describe('applying again with the same e-mail before confirming', () => {
  it('replaces the application: the old link dies, the new one works', async () => {
    const first = await scene.applies();
    const second = await scene.applies({ email: first.form.email }, scene.site, 2);
    expect(second.token).not.toBe(first.token);
    problemOf(await scene.api.lookAtLink(first.token), 404, 'activation-link-unknown');
    problemOf(await scene.api.activate(first.token, { ticket: first.ticket }), 404, 'activation-link-unknown');
    bodyOf(await scene.api.activate(second.token, { ticket: second.ticket }), 200);
    expect(await scene.applicationOf(first.form.email)).toMatchObject({ loginId: second.form.loginId, status: 'unapproved' });
  });

  it('counts an address in another case, or with its domain in another script, as the same', async () => {
    const first = await scene.applies({ email: `Kiyo.${anApplicant().loginId}@bücher.example` });
    const email = first.form.email.toLowerCase().replace('bücher', 'xn--bcher-kva');
    const again = anApplicant({ email });
    bodyOf(await scene.api.apply(scene.site.slug, again), 202);
    problemOf(await scene.api.lookAtLink(first.token), 404, 'activation-link-unknown');
    expect(await scene.applicationOf(email)).toMatchObject({ loginId: again.loginId });
  });

  it('does not accept the proofs of the application it replaced', async () => {
    const stranger = await scene.applies();
    const owner = await scene.applies({ email: stranger.form.email }, scene.site, 2);
    problemOf(await scene.api.activate(owner.token, { ticket: stranger.ticket }), 403, 'activation-proof-wrong');
    problemOf(await scene.api.activate(owner.token, { password: stranger.form.password }), 403, 'activation-proof-wrong');
    expect((await scene.api.activate(owner.token, {}, { cookie: stranger.cookie })).status).toBe(403);
  });

  it('frees the former login ID for others and keeps the new one', async () => {
    const first = await scene.applies();
    const second = await scene.applies({ email: first.form.email }, scene.site, 2);
    problemOf(await scene.api.apply(scene.site.slug, anApplicant({ loginId: second.form.loginId })), 409, 'login-id-taken');
    bodyOf(await scene.api.apply(scene.site.slug, anApplicant({ loginId: first.form.loginId })), 202);
  });

  it('may keep the login ID that it had', async () => {
    const first = await scene.applies();
    const { loginId, email } = first.form;
    const second = await scene.applies({ loginId, email }, scene.site, 2);
    bodyOf(await scene.api.activate(second.token, second), 200);
    problemOf(await scene.api.apply(scene.site.slug, anApplicant({ loginId })), 409, 'login-id-taken');
  });

  it("leaves the first application as it was when the new login ID is somebody else's", async () => {
    const other = await scene.applies();
    const first = await scene.applies();
    const { loginId } = other.form;
    problemOf(await scene.api.apply(scene.site.slug, { ...first.form, loginId }), 409, 'login-id-taken');
    bodyOf(await scene.api.activate(first.token, { ticket: first.ticket }), 200);
  });

  it('replaces on one site only: the same person may apply at another', async () => {
    const elsewhere = await createSite(scene.service, scene.operator);
    const here = await scene.applies();
    const there = await scene.applies({ ...here.form }, elsewhere, 2);
    bodyOf(await scene.api.activate(here.token, { ticket: here.ticket }), 200);
    bodyOf(await scene.api.activate(there.token, { ticket: there.ticket }), 200);
  });
});

describe('switching registration off', () => {
  it('stops new applications only: mailed links still work', async () => {
    const site = await createSite(scene.service, scene.operator);
    const applicant = await scene.applies({}, site);
    await changeSettings(scene.api, site, { enabled: false });
    problemOf(await scene.api.apply(site.slug, anApplicant()), 403, 'registration-closed');
    expect(bodyOf(await scene.api.activate(applicant.token, applicant), 200).status).toBe('unapproved');
  });
});

const cookiesOf = (headers: Headers): string[] => headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');

/** Sends the page's form as a browser would, with what it hides and what the person types. Answers the status. */
async function submitPage(html: string, cookies: string[], typed: Record<string, string>): Promise<number> {
  const form = /<form[^>]*method="?post[^>]*>[\s\S]*?<\/form>/i.exec(html)?.[0] ?? '';
  const action = /action="([^"]*)"/.exec(form)?.[1] ?? '/activate';
  const hidden = [...form.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([input]): [string, string] => [
    attribute(input, 'name'),
    attribute(input, 'value'),
  ]);
  const answer = await scene.api.send('POST', new URL(action, `${scene.service.baseUrl}/activate`).pathname, {
    raw: new URLSearchParams([...hidden, ...Object.entries(typed)]).toString(),
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      cookie: cookies.join('; '),
      origin: scene.service.baseUrl,
    },
  });
  const next = answer.headers.get('location');
  // Browsers go on to the page that says what came of it.
  const { status, headers } =
    next === null ? answer : await scene.api.send('GET', next, { headers: { cookie: cookies.join('; ') } });
  expect(headers.get('content-type')).toMatch(/^text\/html/);
  return status;
}

const attribute = (tag: string, name: string): string => new RegExp(`${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
