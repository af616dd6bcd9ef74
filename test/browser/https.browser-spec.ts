import { type Browser, type BrowserContext, type FrameLocator, type Page } from 'playwright-core';
import { bodyOf } from '../support/answers';
import { anApplicant, type ApplicantForm } from '../support/builders';
import { HttpsFront } from '../support/https-front';
import { describeWith } from '../support/programs';
import { Scene } from '../support/scene';
import { openBrowser } from './browser';
import { linksIn } from './journey';

jest.setTimeout(120_000);

const [REGISTER, PORTAL] = ['register.example', 'portal.example'];
// Nothing of these exists: they are all this machine.
const HOSTS = `--host-resolver-rules=${[REGISTER, PORTAL].map((host) => `MAP ${host} 127.0.0.1`).join(',')}`;

let front: HttpsFront;
let scene: Scene;

const withOpenssl = describeWith('openssl');

beforeAll(async () => {
  front = await HttpsFront.start();
  scene = await Scene.open({ PUBLIC_BASE_URL: front.originOf(REGISTER) });
  front.pass(REGISTER, scene.service.baseUrl);
  front.serve(PORTAL, (request, response) => {
    const src = new URLSearchParams(request.url?.split('?')[1]).get('of') ?? '';
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end(
        `<!doctype html><title>Portal</title><iframe src="${front.originOf(REGISTER)}${src}" width="700" height="1100"></iframe>`,
      );
  });
  const { slug, administrator } = scene.site;
  const json = { embeddingOrigins: [front.originOf(PORTAL)], privacyUrl: 'https://academy.example/privacy' };
  const headers = { 'if-match': '"0"' };
  bodyOf(await scene.api.send('PATCH', `/v1/sites/${slug}/branding`, { token: administrator.token, json, headers }), 200);
});
afterAll(async () => {
  await scene.close();
  await front.stop();
});

const path = (): string => `/s/${scene.site.slug}/sign-up`;

async function types(form: Partial<ApplicantForm>, on: Page | FrameLocator): Promise<void> {
  for (const [name, value] of Object.entries(form)) await on.locator(`[name="${name}"]`).fill(value);
}

const mainButton = 'main button[type=submit]:not(.plain)';

withOpenssl.each([
  ['as browsers come', []],
  ['third-party cookies blocked', ['--test-third-party-cookie-phaseout']],
])('over https, %s', (_what, flags) => {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  beforeAll(async () => {
    browser = await openBrowser([HOSTS, ...flags]);
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    context = await browser.newContext({ locale: 'en-GB', ignoreHTTPSErrors: true });
    context.setDefaultTimeout(15_000);
    page = await context.newPage();
  });
  afterEach(() => context.close());

  async function embedded(): Promise<FrameLocator> {
    await page.goto(`${front.originOf(PORTAL)}/?of=${path()}`);
    return page.frameLocator('iframe');
  }

  it('somebody applies in a frame of another site, from a mistake to the mailbox, back and forth', async () => {
    const form = anApplicant();
    const frame = await embedded();
    await types({ ...form, email: 'nobody' }, frame);
    await frame.locator(mainButton).click();
    await frame.locator('#error-summary').waitFor();
    await types({ email: form.email }, frame);
    await frame.locator(mainButton).click();
    await frame.locator('dl.answers').waitFor();
    await page.evaluate('history.back()');
    await frame.locator('#error-summary').waitFor();
    await page.evaluate('history.forward()');
    await frame.locator('dl.answers').waitFor();
    await frame.locator('button.secondary').click();
    expect(await frame.locator('[name=email]').inputValue()).toBe(form.email);
    await frame.locator(mainButton).click();
    await frame.locator('dl.answers').waitFor();
    await frame.locator(mainButton).first().click();
    await frame.getByText(form.email).waitFor();
    expect(await frame.locator('h1').textContent()).toBe('Look into your mailbox');
    // Nothing leads to where a frame cannot go.
    expect(await frame.locator('a[href$="/status"]').count()).toBe(0);
    expect(await frame.locator('footer a').getAttribute('target')).toBe('_blank');
    await frame.getByText('Send the mail again').click();
    await frame.getByRole('status').waitFor();

    const cookies = (await context.cookies()).filter(({ domain }) => domain === REGISTER);
    expect(cookies.map(({ name }) => name.replace(/-\d$/, ''))).toEqual(
      expect.arrayContaining(['__Host-matricula-form', '__Host-matricula-sent', '__Secure-matricula-entries']),
    );
    for (const cookie of cookies) {
      expect(cookie).toMatchObject({ secure: true, httpOnly: true, sameSite: 'None', partitionKey: 'https://portal.example' });
    }

    // The mailed link is opened by itself, where the frame's cookies do not count.
    const mail = await scene.sink.waitForMail({ to: form.email, number: 2 });
    const tab = await context.newPage();
    await tab.goto(linksIn(mail)[0] ?? '');
    await types({ password: form.password }, tab);
    await tab.locator(mainButton).click();
    await tab.getByText('Your e-mail address is confirmed').waitFor();
    expect((await scene.applicationOf(form.email)).status).toBe('unapproved');
  });

  it('somebody applies by themselves, and the browser’s Back leads to all they typed', async () => {
    const form = anApplicant();
    await page.goto(front.originOf(REGISTER) + path());
    await types(form, page);
    await page.locator(mainButton).click();
    await page.locator('dl.answers').waitFor();
    await page.goBack();
    for (const name of ['name', 'loginId', 'email'] as const) {
      expect(await page.locator(`[name="${name}"]`).inputValue()).toBe(form[name]);
    }
    await page.goForward();
    await page.locator(mainButton).first().click();
    await page.getByText(form.email).waitFor();
    await page.getByText('See where your application stands').click();
    await page.getByText(scene.site.name).first().waitFor();
    const cookies = await context.cookies();
    expect(cookies.map(({ sameSite, secure, httpOnly }) => ({ sameSite, secure, httpOnly }))).toEqual(
      cookies.map(() => ({ sameSite: 'Lax', secure: true, httpOnly: true })),
    );
    await page.goto(linksIn(await scene.sink.waitForMail({ to: form.email }))[0] ?? '');
    expect(await page.locator('input[type=password]').count()).toBe(0);
  });

  it('in a frame a form that cannot be accepted says so there', async () => {
    const frame = await embedded();
    await types(anApplicant(), frame);
    await context.clearCookies();
    await frame.locator(mainButton).click();
    expect(await frame.locator('h1').textContent()).toBe('This form could not be accepted');
  });
});

withOpenssl('a browser that blocks cookies of third parties', () => {
  it('is one here: it keeps none in a frame but those that are partitioned', async () => {
    const browser = await openBrowser([HOSTS, '--test-third-party-cookie-phaseout']);
    const context = await browser.newContext({ ignoreHTTPSErrors: true });
    const page = await context.newPage();
    const other = 'control.example';
    front.serve(REGISTER, (_, response) => {
      const rest = 'Secure; Path=/; SameSite=None';
      response.writeHead(200, { 'content-type': 'text/html', 'set-cookie': [`plain=1; ${rest}`, `own=1; ${rest}; Partitioned`] });
      response.end(other);
    });
    try {
      await page.goto(`${front.originOf(PORTAL)}/?of=/`);
      await page.frameLocator('iframe').getByText(other).waitFor();
      expect((await context.cookies()).map(({ name }) => name)).toEqual(['own']);
    } finally {
      front.pass(REGISTER, scene.service.baseUrl);
      await browser.close();
    }
  });
});
