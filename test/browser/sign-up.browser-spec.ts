import { type Browser } from 'playwright-core';
import { bodyOf } from '../support/answers';
import { anApplicant } from '../support/builders';
import { aPng } from '../support/images';
import { Scene } from '../support/scene';
import { changeSettings, createSite, type TestSite } from '../support/site';
import { openBrowser } from './browser';
import { type Eyes, linksIn, Person } from './journey';

jest.setTimeout(180_000);

const CODE = 'spring-2026';

let scene: Scene;
let browser: Browser;
let automatic: TestSite;
let urlWithCode: string;

beforeAll(async () => {
  browser = await openBrowser();
  scene = await Scene.open({ RATE_LIMITS: '10' });
  automatic = await createSite(scene.service, scene.operator, { autoApprove: true });
  await brand(scene.site);
  urlWithCode = await publish(automatic);
});
afterAll(async () => {
  await browser.close();
  await scene.close();
});

async function brand({ slug, administrator: { token } }: TestSite, embeddingOrigins: string[] = []): Promise<void> {
  const at = `/v1/sites/${slug}/branding`;
  const json = {
    accentColour: '#9a3412',
    termsUrl: 'https://academy.example/terms',
    privacyUrl: 'https://academy.example/privacy',
    contactUrl: 'mailto:office@academy.example',
    embeddingOrigins,
  };
  const tag = async (): Promise<string> => (await scene.api.send('GET', at, { token })).headers.get('etag') ?? '';
  bodyOf(await scene.api.send('PATCH', at, { token, json, headers: { 'if-match': await tag() } }), 200);
  const headers = { 'if-match': await tag(), 'content-type': 'image/png' };
  bodyOf(await scene.api.send('PUT', `${at}/logo`, { token, raw: new Uint8Array(aPng(240, 60)), headers }), 200);
}

/** A sign-up URL that asks for a code, as a path. */
async function publish({ slug, administrator: { token } }: TestSite): Promise<string> {
  const group = await scene.api.send<{ id: string }>('PUT', `/v1/sites/${slug}/groups/lms-1`, {
    token,
    json: { name: 'Class 1' },
  });
  const authentication = { required: true, codes: [{ code: CODE }] };
  const json = { groupId: bodyOf(group, 201).id, authentication };
  const published = await scene.api.send<{ url: string }>('POST', `/v1/sites/${slug}/signup-urls`, { token, json });
  return new URL(bodyOf(published, 201).url).pathname;
}

/** A sign-up URL that is over, as a path. */
async function stopped({ slug, administrator: { token } }: TestSite): Promise<string> {
  const at = `/v1/sites/${slug}/signup-urls`;
  const group = await scene.api.upsertGroup(token, slug, `lms-${slug}`, { name: 'Class of last year' });
  const json = { groupId: bodyOf(group, 201).id };
  const { id, url } = bodyOf(await scene.api.send<{ id: string; url: string }>('POST', at, { token, json }), 201);
  bodyOf(await scene.api.send('POST', `${at}/${id}/stop`, { token }), 200);
  return new URL(url).pathname;
}

const statusOf = async (email: string, site: TestSite): Promise<string> => (await scene.applicationOf(email, site)).status;

describe.each<Eyes>([
  { locale: 'en', scripts: true, width: 1280 },
  { locale: 'en', scripts: false, width: 320 },
  { locale: 'ja', scripts: true, width: 320 },
  { locale: 'ja', scripts: false, width: 1280 },
])('in $locale, scripts: $scripts, $width pixels wide', (eyes) => {
  let person: Person;
  beforeEach(async () => {
    person = await Person.with(scene, browser, eyes);
  });
  afterEach(() => person.leaves());

  it('somebody applies, confirms, and an administrator decides', async () => {
    const { form, mail } = await person.applies(`/s/${scene.site.slug}/sign-up`);
    await person.opens('/status');
    const [link = ''] = linksIn(mail);
    expect(await person.opens(link)).toBe(200);
    // The browser that applied need not show anything more.
    expect(await person.page.locator('input[type=password]').count()).toBe(0);
    await person.presses();
    expect(await statusOf(form.email, scene.site)).toBe('unapproved');
    await person.opens('/status');
    expect(await person.opens(link)).toBe(200);
    person.expectAllWell();
  });

  it('somebody comes in by a sign-up URL with a code, and is approved at once', async () => {
    const { form, mail } = await person.applies(urlWithCode, { authenticationCode: CODE });
    await person.opens(linksIn(mail)[0] ?? '');
    await person.presses();
    expect(await statusOf(form.email, automatic)).toBe('approved');
    await person.opens('/status');
    person.expectAllWell();
  });
});

describe('a person', () => {
  let person: Person;
  const path = (): string => `/s/${scene.site.slug}/sign-up`;
  beforeEach(async () => {
    person = await Person.with(scene, browser);
  });
  afterEach(() => person.leaves());

  it('is shown what to correct: the summary has the focus, its links lead to the fields, and what was typed stays', async () => {
    const form = anApplicant({ email: 'nobody', password: 'short' });
    await person.opens(path());
    await person.types(form);
    await person.presses();
    const { page } = person;
    expect(await page.evaluate<string>('document.activeElement?.id ?? ""')).toBe('error-summary');
    expect(await page.title()).toMatch(/^Error: /);
    await page.locator('#error-summary a').first().click();
    expect(await page.evaluate<string>('document.activeElement?.name ?? ""')).toBe('email');
    expect(await page.locator('[name=name]').inputValue()).toBe(form.name);
    expect(await page.locator('[name=email]').inputValue()).toBe('nobody');
    expect(await page.locator('[name=email]').getAttribute('aria-describedby')).toContain('f-email-error');
    person.expectAllWell();
  });

  it('goes back from the confirmation, and everything typed is still there', async () => {
    const form = anApplicant();
    await person.opens(path());
    await person.types(form);
    await person.presses();
    expect(await person.page.locator('main').textContent()).not.toContain(form.password);
    await person.presses('button.secondary');
    for (const name of ['name', 'loginId', 'email'] as const) {
      expect(await person.page.locator(`[name="${name}"]`).inputValue()).toBe(form[name]);
    }
    person.expectAllWell();
  });

  it('clicks twice, and reloads: one application, one mail', async () => {
    const form = anApplicant();
    await person.opens(path());
    await person.types(form);
    await person.presses();
    const { page } = person;
    await Promise.all([page.waitForURL('**/sent/*'), page.locator('main button[type=submit]').first().dblclick()]);
    await page.reload();
    await page.reload();
    await scene.sink.waitForMail({ to: form.email });
    await scene.everythingSent();
    expect(scene.sink.mailsTo(form.email)).toHaveLength(1);
    expect(await scene.applicationsOf(form.email)).toHaveLength(1);
  });

  it('needs no mouse: from the form to the mailbox by keyboard alone', async () => {
    const form = anApplicant();
    const { page } = person;
    await person.opens(path());
    await page.keyboard.press('Tab');
    expect(await page.evaluate<string>('document.activeElement?.className ?? ""')).toBe('skip');
    for (const name of ['name', 'loginId', 'email', 'password'] as const) {
      await tabTo(`[name="${name}"]`);
      await page.keyboard.type(form[name]);
    }
    await tabTo('main button[type=submit]');
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    await tabTo('main button[type=submit]');
    await Promise.all([page.waitForURL('**/sent/*'), page.keyboard.press('Space')]);
    expect(await page.locator('main').textContent()).toContain(form.email);
  });

  async function tabTo(selector: string): Promise<void> {
    for (let i = 0; i < 40; i += 1) {
      await person.page.keyboard.press('Tab');
      if (await person.page.evaluate<boolean>(`document.activeElement === document.querySelector(${JSON.stringify(selector)})`))
        return;
    }
    throw new Error(`The keyboard does not get to ${selector}.`);
  }

  it('reads it at twice the size, and still need not scroll sideways', async () => {
    const { page, visitor } = person;
    await page.setViewportSize({ width: 640, height: 800 });
    const devtools = await visitor.context.newCDPSession(page);
    await devtools.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
    await person.applies(path());
    person.expectAllWell();
  });

  it('loads less than 50 kB to see the form', async () => {
    const { page, visitor } = person;
    const devtools = await visitor.context.newCDPSession(page);
    await devtools.send('Network.enable');
    let bytes = 0;
    devtools.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
    await page.goto(path(), { waitUntil: 'networkidle' });
    expect(bytes).toBeGreaterThan(2_000);
    expect(bytes).toBeLessThan(50_000);
  });

  it('finds the link unused after mail scanners have opened every link of the mail, twice', async () => {
    const { form, mail } = await person.applies(path());
    for (const link of [...linksIn(mail), ...linksIn(mail)]) {
      if (!link.startsWith(scene.service.baseUrl)) continue;
      for (const method of ['HEAD', 'GET']) expect((await fetch(link, { method })).status).toBe(200);
    }
    expect(await statusOf(form.email, scene.site)).toBe('not_activated');
    await person.opens(linksIn(mail)[0] ?? '');
    await person.presses();
    expect(await statusOf(form.email, scene.site)).toBe('unapproved');
  });

  it('confirms in another browser with the password, and a wrong one does not burn the link', async () => {
    const { form, mail } = await person.applies(path());
    const elsewhere = await Person.with(scene, browser, { width: 320 });
    await elsewhere.opens(linksIn(mail)[0] ?? '');
    await elsewhere.presses();
    await elsewhere.types({ password: 'not the right one' });
    await elsewhere.presses();
    await elsewhere.types({ password: form.password });
    await elsewhere.presses();
    expect(await statusOf(form.email, scene.site)).toBe('unapproved');
    elsewhere.expectAllWell();
    await elsewhere.leaves();
  });

  it('says “this was not me”, and the application is gone', async () => {
    const { form, mail } = await person.applies(path());
    const owner = await Person.with(scene, browser, { width: 320 });
    await owner.opens(linksIn(mail)[0] ?? '');
    await owner.presses('.aside a');
    await owner.presses();
    expect(await scene.applicationsOf(form.email)).toHaveLength(0);
    owner.expectAllWell();
    await owner.leaves();
  });
});

describe('what goes wrong is a page everybody can use', () => {
  it.each<Eyes>([
    { locale: 'en', scripts: true, width: 320 },
    { locale: 'ja', scripts: true, width: 1280 },
  ])('in $locale, $width pixels wide', async (eyes) => {
    const closed = await createSite(scene.service, scene.operator);
    await changeSettings(scene.api, closed, { enabled: false });
    const person = await Person.with(scene, browser, eyes);
    const { form, mail } = await person.applies(`/s/${scene.site.slug}/sign-up`);
    await scene.service.database.write("UPDATE applications SET linkExpiresAt = '2026-01-01 00:00:00.000' WHERE email = ?", [
      form.email,
    ]);
    expect(await person.opens(linksIn(mail)[0] ?? '')).toBe(410);
    await person.presses();
    await person.visitor.context.clearCookies();
    for (const [path, status] of [
      [`/s/${closed.slug}/sign-up`, 403],
      ['/s/no-such-site/sign-up', 404],
      [`/r/${'x'.repeat(22)}`, 404],
      [await stopped(closed), 404],
      ['/nothing-here', 404],
      ['/activate?token=none', 404],
      ['/activate/disown?token=none', 200],
      ['/status', 403],
      ['/t/none', 404],
      ['/staff/set-password?token=none', 404],
    ] as const) {
      expect({ path, status: await person.opens(path) }).toEqual({ path, status });
    }
    person.expectAllWell();
    await person.leaves();
  });

  it('also when somebody asks too often', async () => {
    const { baseUrl } = scene.service;
    await Promise.all(Array.from({ length: 1200 }, () => fetch(`${baseUrl}/status`).then((response) => response.arrayBuffer())));
    const person = await Person.with(scene, browser);
    expect(await person.opens('/status')).toBe(429);
    person.expectAllWell();
    await person.leaves();
  });

  it('also when the form was not sent from the page that the browser has opened', async () => {
    const person = await Person.with(scene, browser);
    await person.opens(`/s/${scene.site.slug}/sign-up`);
    await person.types(anApplicant());
    await person.visitor.context.clearCookies();
    await person.presses();
    expect(await person.page.locator('h1').textContent()).toBe('This form could not be accepted');
    person.expectAllWell();
    await person.leaves();
  });
});
