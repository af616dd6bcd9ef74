import { bodyOf } from '../../support/answers';
import { anApplicant, type ApplicantForm } from '../../support/builders';
import { Browser, linksIn, type Page } from '../../support/browser';
import { Scene } from '../../support/scene';
import { ONCE_A_YEAR } from '../../support/service';
import { changeSettings, createSite, type TestSite } from '../../support/site';

jest.setTimeout(90_000);

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.open({ JOBS_SCHEDULE: ONCE_A_YEAR });
});
afterAll(() => scene.close());

const aBrowser = (language = 'en'): Browser => new Browser(scene.service.baseUrl, { 'accept-language': language });
const formOf = (site: TestSite): string => `/s/${site.slug}/sign-up`;
const typedBy = ({ name, loginId, email, password }: ApplicantForm): Record<string, string> => ({
  name,
  loginId,
  email,
  password,
});

/** Somebody comes as far as the confirmation. */
async function confirms(browser: Browser, said: Partial<ApplicantForm> = {}, path = formOf(scene.site)): Promise<Page> {
  const page = await browser.press(await browser.open(path), typedBy(anApplicant(said)));
  expect([page.status, page.title]).toEqual([200, expect.stringContaining('Check what you have entered')]);
  return page;
}

const APPLY = 'Apply with the above information';

describe('somebody applies in a browser without scripts', () => {
  it('in English: form, confirmation, mail, activation, status; a reviewer decides', async () => {
    const browser = aBrowser();
    const applicant = anApplicant();
    const form = await browser.open(formOf(scene.site));
    expect([form.status, form.lang]).toEqual([200, 'en']);
    expect(form.text).toContain(scene.site.name);
    expect(form.text).toContain('Step 1 of 3');
    const confirmation = await browser.press(form, typedBy(applicant));
    expect(confirmation.text).toContain(applicant.email);
    expect(confirmation.text).toContain(applicant.loginId);
    expect(confirmation.html).not.toContain(applicant.password);
    expect(scene.sink.mailsTo(applicant.email)).toEqual([]);
    const sent = await browser.press(confirmation, {}, APPLY);
    expect(sent.url).toMatch(new RegExp(`^${scene.service.baseUrl}${formOf(scene.site)}/sent/[^/]+$`));
    expect(sent.text).toContain(applicant.email);
    const link = `/activate?token=${scene.tokenIn(await scene.sink.waitForMail({ to: applicant.email }))}`;
    const ask = await browser.open(link);
    expect(ask.html).not.toContain('type="password"');
    expect((await browser.press(ask)).text).toContain('An administrator will decide');
    expect((await browser.open('/status')).text).toContain(scene.site.name);
    const { id } = await scene.applicationOf(applicant.email);
    bodyOf(await scene.approve(id), 200);
    expect((await browser.open('/status')).text).toMatch(/approved/i);
  });

  it('in Japanese, by the language of the browser; it is said on every page, and mailed', async () => {
    const browser = aBrowser('ja-JP,ja;q=0.9');
    const applicant = anApplicant();
    const form = await browser.open(formOf(scene.site));
    const confirmation = await browser.press(form, typedBy(applicant));
    const sent = await browser.press(confirmation, {}, '上記の内容で申し込む');
    const mail = await scene.sink.waitForMail({ to: applicant.email });
    const ask = await browser.open(`/activate?token=${scene.tokenIn(mail)}`);
    const pages = [form, confirmation, sent, ask, await browser.press(ask), await browser.open('/status')];
    expect(pages.map(({ lang, headers }) => [lang, headers.get('content-language')])).toEqual(pages.map(() => ['ja', 'ja']));
    expect(mail.text).toMatch(/[ぁ-ん]/);
  });

  it('with automatic approval is told at once that they can log in, and where', async () => {
    const site = await createSite(scene.service, scene.operator, { autoApprove: true });
    await changeSettings(scene.api, site, { logInUrl: 'https://lms.example/login' });
    const browser = aBrowser();
    const applicant = anApplicant();
    await browser.press(await confirms(browser, applicant, formOf(site)), {}, APPLY);
    const token = scene.tokenIn(await scene.sink.waitForMail({ to: applicant.email }));
    const done = await browser.press(await browser.open(`/activate?token=${token}`));
    expect(done.text).toContain('You can log in now');
    expect(done.links).toContain('https://lms.example/login');
  });

  it('through a sign-up URL with a code', async () => {
    const { token } = scene.site.administrator;
    const put = await scene.api.send<{ id: string }>('PUT', `/v1/sites/${scene.site.slug}/groups/evening`, {
      token,
      json: { name: 'Evening <class>' },
    });
    const group = bodyOf(put, 201).id;
    const published = await scene.api.send<{ url: string }>('POST', `/v1/sites/${scene.site.slug}/signup-urls`, {
      token,
      json: { groupId: group, authentication: { required: true, codes: [{ code: 'spring-2026' }] } },
    });
    const browser = aBrowser();
    const applicant = anApplicant();
    const form = await browser.open(new URL(bodyOf(published, 201).url).pathname);
    expect(form.text).toContain('Evening <class>');
    expect(form.html).not.toContain('<class>');
    const wrong = await browser.press(form, { ...typedBy(applicant), authenticationCode: 'winter' });
    expect([wrong.status, wrong.title]).toEqual([422, expect.stringMatching(/^Error: /)]);
    const confirmation = await browser.press(wrong, { authenticationCode: 'Spring-2026' });
    expect(confirmation.text).toContain('Evening <class>');
    await browser.press(confirmation, {}, APPLY);
    await scene.sink.waitForMail({ to: applicant.email });
    const { items } = bodyOf(await scene.api.listApplications(token, scene.site.slug, { group }), 200);
    expect(items.map(({ email }) => email)).toEqual([applicant.email]);
  });

  it('asks for the mail again, and is told the same as anybody', async () => {
    const browser = aBrowser();
    const applicant = anApplicant();
    const sent = await browser.press(await confirms(browser, applicant), {}, APPLY);
    await scene.sink.waitForMail({ to: applicant.email });
    const again = await browser.press(sent, {}, 'Send the mail again');
    expect(again.text).toContain('another mail is on its way');
    await scene.sink.waitForMail({ to: applicant.email, number: 2 });
  });

  it('changes the language by a link, which is remembered, and by a button loses nothing', async () => {
    const browser = aBrowser();
    const form = await browser.open(formOf(scene.site));
    expect(form.links).toContain('?lang=ja');
    expect((await browser.open(`${formOf(scene.site)}?lang=ja`)).lang).toBe('ja');
    const applicant = anApplicant();
    const confirmation = await browser.press(await browser.open(formOf(scene.site)), typedBy(applicant));
    expect(confirmation.lang).toBe('ja');
    const inEnglish = await browser.press(confirmation, {}, 'English');
    expect([inEnglish.lang, inEnglish.title]).toEqual(['en', expect.stringContaining('Check what you have entered')]);
    expect(inEnglish.text).toContain(applicant.email);
  });
});

describe('what is wrong with a form', () => {
  it('is said on top and at the fields; what was typed is kept, the password sealed', async () => {
    const browser = aBrowser();
    const applicant = anApplicant({ name: '', email: 'nobody' });
    const page = await browser.press(await browser.open(formOf(scene.site)), typedBy(applicant));
    expect([page.status, page.title]).toEqual([422, expect.stringMatching(/^Error: /)]);
    for (const field of ['name', 'email']) {
      expect(page.links).toContain(`#f-${field}`);
      expect(page.html).toMatch(new RegExp(`id="f-${field}"[^>]*aria-describedby="f-${field}-error[^>]*aria-invalid="true"`));
    }
    expect(page.html).toMatch(/role="alert" tabindex="-1" autofocus/);
    expect(page.forms[0]?.values).toMatchObject({ loginId: applicant.loginId, email: 'nobody', password: '' });
    expect(page.html).not.toContain(applicant.password);
    const email = anApplicant().email;
    const confirmation = await browser.press(page, { name: 'Sam Example', email });
    await browser.press(confirmation, {}, APPLY);
    const token = scene.tokenIn(await scene.sink.waitForMail({ to: email }));
    bodyOf(await scene.api.activate(token, { password: applicant.password }), 200);
  });

  it('never becomes markup', async () => {
    const browser = aBrowser();
    const hostile = '"><script>alert(1)</script><img src=x onerror=alert(1)>{{title}}';
    const typed = { name: hostile, loginId: hostile, email: hostile, password: hostile, homepage: hostile };
    const page = await browser.press(await browser.open(formOf(scene.site)), typed);
    expect(page.status).toBe(422);
    expect(page.html).not.toMatch(/<script>|<img/);
    expect(page.forms[0]?.values).toMatchObject({ name: hostile, loginId: hostile, email: hostile });
    expect((await confirms(browser, { name: '<b>Sam</b> & {{title}}' })).text).toContain('<b>Sam</b> & {{title}}');
  });

  it('is a login ID that somebody has: the rest is kept', async () => {
    const { form } = await scene.applies();
    const browser = aBrowser();
    const page = await browser.press(await browser.open(formOf(scene.site)), typedBy(anApplicant({ loginId: form.loginId })));
    expect(page.status).toBe(409);
    expect(page.links).toContain('#f-loginId');
    expect(page.forms[0]?.values['kept']).toBeTruthy();
  });

  it('is what a program fills in that no person sees; a person can mend it', async () => {
    const browser = aBrowser();
    const applicant = anApplicant();
    const page = await browser.press(await browser.open(formOf(scene.site)), {
      ...typedBy(applicant),
      homepage: 'https://spam.example',
    });
    expect(page.status).toBe(422);
    expect(page.links).toContain('#f-homepage');
    expect((await browser.press(page, { homepage: '' })).status).toBe(200);
  });

  it('goes back from the confirmation with every value', async () => {
    const browser = aBrowser();
    const applicant = anApplicant();
    const back = await browser.press(await confirms(browser, applicant), {}, 'Back');
    expect(back.status).toBe(200);
    expect(back.forms[0]?.values).toMatchObject({ name: applicant.name, loginId: applicant.loginId, email: applicant.email });
    expect((await browser.press(back)).text).toContain(applicant.email);
  });
});

describe('an application', () => {
  it('that is sent twice, or many times at once, is there once, and answered alike', async () => {
    const browser = aBrowser();
    const applicant = anApplicant();
    const confirmation = await confirms(browser, applicant);
    const presses = await Promise.all(Array.from({ length: 4 }, () => browser.press(confirmation, {}, APPLY)));
    const later = await browser.press(confirmation, {}, APPLY);
    for (const page of [...presses, later]) expect([page.status, page.text]).toEqual([200, later.text]);
    await scene.applicationOf(applicant.email);
    await scene.everythingSent();
    expect(scene.sink.mailsTo(applicant.email)).toHaveLength(1);
  });

  it.each([
    ['without the token of the form', { csrf: null }],
    ['with another token', { csrf: 'A'.repeat(52) }],
  ])('is refused %s', async (_what, typed) => {
    const browser = aBrowser();
    const applicant = anApplicant();
    const refused = await browser.press(await confirms(browser, applicant), typed, APPLY);
    expect([refused.status, refused.headers.get('content-type')]).toEqual([403, 'text/html; charset=utf-8']);
    expect((await browser.press(await browser.open(formOf(scene.site)), { ...typedBy(applicant), ...typed })).status).toBe(403);
    expect(await scene.applicationsOf(applicant.email)).toEqual([]);
  });

  it('is refused from another browser, and from another site', async () => {
    const browser = aBrowser();
    const confirmation = await confirms(browser);
    const { values = {} } = confirmation.forms[0] ?? {};
    const action = `${formOf(scene.site)}/apply`;
    expect((await aBrowser().post(action, values)).status).toBe(403);
    const other = aBrowser();
    const csrf = (await other.open(formOf(scene.site))).forms[0]?.values['csrf'] ?? '';
    expect((await other.post(action, { ...values, csrf })).status).toBe(403);
    expect((await browser.post(action, values, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await browser.post(action, values, { 'sec-fetch-site': 'same-site' })).status).toBe(403);
    expect((await browser.post(action, { ...values, sealed: `${values['sealed'] ?? ''}xxxx` })).status).toBe(403);
    expect((await browser.post(action, values)).status).toBe(200);
  });

  it('can be made in several tabs of one browser', async () => {
    const browser = aBrowser();
    const [one, two] = [await browser.open(formOf(scene.site)), await browser.open(formOf(scene.site))];
    for (const tab of [two, one]) expect((await browser.press(tab, typedBy(anApplicant()))).status).toBe(200);
  });
});

describe('a page', () => {
  it('that says no is one, with the same status as the API and words in the language of the reader', async () => {
    const closed = await createSite(scene.service, scene.operator);
    await changeSettings(scene.api, closed, { enabled: false });
    const browser = aBrowser();
    const seen = await Promise.all([
      browser.open(formOf(closed)),
      browser.open('/s/no-such-site/sign-up'),
      browser.open('/r/never-was'),
      browser.open('/status'),
      browser.open(`/t/${'A'.repeat(80)}`),
      browser.open('/activate?token=none'),
      browser.open('/nowhere'),
      browser.post('/status', {}),
    ]);
    expect(seen.map(({ status }) => status)).toEqual([403, 404, 404, 403, 404, 404, 404, 405]);
    for (const page of seen) {
      expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(page.headers.get('cache-control')).toBe('no-store');
      expect([page.lang, page.title]).toEqual(['en', expect.stringMatching(/\w/)]);
    }
    expect((await aBrowser('ja').open('/nowhere')).title).toContain('ページが見つかりません');
  });

  it.each(['%ff', '%', '%zz', '%c0%af', '%ed%a0%80', '%00', 'a%2Fb', '%E3%81', 'x'.repeat(400), 'x'.repeat(9000)])(
    'is what a browser is answered at any damaged address: %#',
    async (garbage) => {
      const browser = aBrowser();
      const at = (path: string): Promise<Page> => browser.open(`/${path}`);
      const paths = ['s/', 'r/', 't/', 'activate/', 'status/', ''].map((path) => path + garbage);
      const queries = ['activate?token=', 'status?lang=', `s/${scene.site.slug}/sign-up?lang=`].map((path) => path + garbage);
      const pages = await Promise.all(
        [...paths, `s/${garbage}/sign-up`, `${formOf(scene.site).slice(1)}/entries/${garbage}`, ...queries].map(at),
      );
      for (const { status, headers, title, url } of pages) {
        expect([url.slice(0, 80), headers.get('content-type')]).toEqual([url.slice(0, 80), 'text/html; charset=utf-8']);
        expect([200, 400, 403, 404, 410, 414, 422]).toContain(status);
        expect(title).toMatch(/\w/);
      }
    },
  );

  it('asks nobody else for anything, has neither script nor style within, and is small', async () => {
    const browser = aBrowser();
    const page = await browser.open(formOf(scene.site));
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
    expect(page.headers.get('content-security-policy')).not.toContain('unsafe');
    expect(page.html).not.toMatch(/<style|\sstyle=|\son\w+=|<script>|https?:\/\//);
    const assets = [...page.html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path = '']) => path);
    expect(assets).toHaveLength(2);
    let bytes = await weightOf(formOf(scene.site));
    for (const path of assets) {
      const asset = await browser.open(path);
      expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      bytes += await weightOf(path);
    }
    expect(bytes).toBeLessThan(50_000);
  });

  it('behind a path prefix leads to nothing outside of it', async () => {
    const prefixed = await Scene.open({ PUBLIC_BASE_URL: 'http://registration.school.example/join/us' });
    try {
      const browser = new Browser(prefixed.service.baseUrl);
      const page = await browser.open(formOf(prefixed.site));
      const paths = [...page.html.matchAll(/(?:href|src|action)="(\/[^"]*)"/g)].map(([, path = '']) => path);
      expect(paths.length).toBeGreaterThan(2);
      expect(paths.filter((path) => !path.startsWith('/join/us/'))).toEqual([]);
    } finally {
      await prefixed.close();
    }
  });
});

describe('a scanner of mails', () => {
  it('that opens every link twice, with GET and HEAD, consumes nothing', async () => {
    const browser = aBrowser();
    const applicant = anApplicant();
    await browser.press(await confirms(browser, applicant), {}, APPLY);
    const mail = await scene.sink.waitForMail({ to: applicant.email });
    await scene.everythingSent();
    const before = await scene.service.database.dump();
    const links = [...new Set([...(mail.text.match(/http:\S+/g) ?? []), ...linksIn(mail.html)])];
    expect(links.length).toBeGreaterThan(0);
    for (const link of [...links, ...links]) {
      const { pathname, search } = new URL(link);
      for (const method of ['GET', 'HEAD']) expect((await scene.api.send(method, pathname + search)).status).toBe(200);
    }
    expect(await scene.service.database.dump()).toEqual(before);
    const done = await browser.press(await browser.open(`/activate?token=${scene.tokenIn(mail)}`));
    expect(done.text).toContain('Your e-mail address is confirmed');
  });
});

/** In bytes, compressed as a browser gets it. */
async function weightOf(path: string): Promise<number> {
  const { status, headers } = await fetch(`${scene.service.baseUrl}${path}`, {
    headers: { 'accept-encoding': 'gzip' },
    method: 'GET',
  });
  expect([status, headers.get('content-encoding')]).toEqual([200, 'gzip']);
  return Number(headers.get('content-length'));
}
