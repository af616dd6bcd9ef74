import { type Browser, type BrowserContext, type Page } from 'playwright-core';
import { anApplicant, type ApplicantForm } from '../support/builders';
import { Scene } from '../support/scene';
import { openBrowser } from './browser';

jest.setTimeout(120_000);

const FIELDS = ['name', 'loginId', 'email'] as const;

let scene: Scene;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  scene = await Scene.open();
});
afterAll(async () => {
  await browser.close();
  await scene.close();
});
afterEach(() => context.close());

async function begin(javaScriptEnabled: boolean): Promise<void> {
  context = await browser.newContext({ baseURL: scene.service.baseUrl, locale: 'en-GB', javaScriptEnabled });
  context.setDefaultTimeout(15_000);
  page = await context.newPage();
}

const path = (): string => `/s/${scene.site.slug}/sign-up`;

async function types(form: Partial<ApplicantForm>, on = page): Promise<void> {
  for (const [name, value] of Object.entries(form)) await on.locator(`[name="${name}"]`).fill(value);
}

async function presses(button = 'main button[type=submit]:not(.plain)', on = page): Promise<void> {
  await Promise.all([on.waitForEvent('load'), on.locator(button).first().click()]);
}

/** What the page is: never the browser's own that says why it shows nothing. */
async function shown(on = page): Promise<string> {
  expect(on.url()).toContain(scene.service.baseUrl);
  const title = await on.title();
  if (title.startsWith('Look into')) return `sent: ${await mailboxIn('.lead', on)}`;
  if (title.startsWith('Check what')) return `confirmation: ${await mailboxIn('dd >> text=@', on)}`;
  const typed = await Promise.all(FIELDS.map((name) => on.locator(`[name="${name}"]`).inputValue()));
  return `${title.startsWith('Error: ') ? 'faulty ' : ''}form: ${typed.join(' ').trim()}`;
}

async function mailboxIn(selector: string, on: Page): Promise<string> {
  return /[\w.-]+@[\w.-]+\w/.exec((await on.locator(selector).textContent()) ?? '')?.[0] ?? '';
}

const reloads = async (): Promise<string> => (await page.reload(), shown());
const goesBack = async (): Promise<string> => (await page.goBack(), shown());
const goesForward = async (): Promise<string> => (await page.goForward(), shown());

const typedIn = (form: ApplicantForm): string => FIELDS.map((name) => form[name]).join(' ');

describe.each([true, false])("the browser's own buttons, scripts: %s", (scripts) => {
  beforeEach(() => begin(scripts));

  it('lead from any page to any other, and reloading one shows it again: nothing is lost, and nothing is sent twice', async () => {
    const form = anApplicant();
    const wrong = { ...form, email: 'nobody' };
    await page.goto(path());
    await types(wrong);
    await presses();
    const faulty = `faulty form: ${typedIn(wrong)}`;
    expect([await shown(), await reloads()]).toEqual([faulty, faulty]);

    await types({ email: form.email });
    await presses();
    const confirmation = `confirmation: ${form.email}`;
    expect([await shown(), await reloads()]).toEqual([confirmation, confirmation]);
    // What was typed into a page since, browsers may put back where they come back to it.
    const faultyOrMended = expect.stringMatching(new RegExp(`^faulty form: .* (nobody|${form.email})$`)) as string;
    expect([await goesBack(), await goesBack()]).toEqual([faultyOrMended, `form: ${typedIn(wrong)}`]);
    expect([await goesForward(), await goesForward()]).toEqual([faultyOrMended, confirmation]);

    // The page's own way back, on to the confirmation once more, and then the browser's.
    await presses('button.secondary');
    const filled = `form: ${typedIn(form)}`;
    expect([await shown(), await reloads()]).toEqual([filled, filled]);
    await presses();
    expect([await goesBack(), await goesBack(), await goesForward(), await goesForward()]).toEqual([
      filled,
      confirmation,
      filled,
      confirmation,
    ]);

    await presses();
    const sent = `sent: ${form.email}`;
    expect([await shown(), await reloads()]).toEqual([sent, sent]);
    // What has been sent is not there to be sent again, and says so.
    expect([await goesBack(), await goesBack(), await goesForward()]).toEqual([sent, sent, sent]);
    await scene.sink.waitForMail({ to: form.email });
    await scene.everythingSent();
    expect(scene.sink.mailsTo(form.email)).toHaveLength(1);
    expect(await scene.applicationsOf(form.email)).toHaveLength(1);
  });

  it('do not lose the password, which is in none of the pages, addresses or cookies', async () => {
    const form = anApplicant();
    await page.goto(path());
    await types(form);
    await presses();
    await page.reload();
    await presses('button.secondary');
    await page.reload();
    await types({ name: 'Sam Example' });
    await presses();
    const kept = JSON.stringify([await page.content(), page.url(), await context.cookies()]);
    expect(kept).not.toContain(form.password);
    await presses();
    const token = scene.tokenIn(await scene.sink.waitForMail({ to: form.email }));
    expect((await scene.api.activate(token, { password: form.password })).status).toBe(200);
  });

  it('are those of their own tab', async () => {
    const [one, two] = [anApplicant(), anApplicant()];
    const other = await context.newPage();
    for (const [form, tab] of [
      [one, page],
      [two, other],
    ] as const) {
      await tab.goto(path());
      await types(form, tab);
    }
    for (const tab of [page, other]) await presses(undefined, tab);
    for (const [form, tab] of [
      [one, page],
      [two, other],
    ] as const) {
      await tab.reload();
      expect(await shown(tab)).toBe(`confirmation: ${form.email}`);
    }
    for (const tab of [other, page]) await presses(undefined, tab);
    for (const [form, tab] of [
      [one, page],
      [two, other],
    ] as const) {
      await tab.reload();
      expect(await shown(tab)).toBe(`sent: ${form.email}`);
      await tab.goBack();
      expect(await shown(tab)).toBe(`sent: ${form.email}`);
      expect(await scene.applicationsOf(form.email)).toHaveLength(1);
    }
  });

  it('lead through the page behind the mailed link as well', async () => {
    const { token, form } = await scene.applies();
    const heading = (): Promise<string | null> => page.locator('h1').textContent();
    await page.goto(`/activate?token=${token}`);
    await types({ password: 'not the right one' });
    await presses();
    expect([await page.locator('.error').count(), (await page.reload())?.status()]).toEqual([1, 403]);
    await types({ password: form.password });
    await presses();
    expect(await heading()).toBe('Thank you');
    await page.reload();
    expect(await heading()).toBe('Thank you');
    for (let back = 0; back < 2; back += 1) {
      await page.goBack();
      expect(await heading()).toBe('Already confirmed');
    }
    await page.goForward();
    expect(await heading()).toBe('Already confirmed');
    expect((await scene.applicationOf(form.email)).status).toBe('unapproved');
  });

  it('lead through “this was not me”, which is said to be done only where it is', async () => {
    const { token, form } = await scene.applies();
    const heading = (): Promise<string | null> => page.locator('h1').textContent();
    await page.goto(`/activate/disown?token=${token}&said=deleted`);
    expect(await heading()).toBe('This was not you?');
    await presses();
    await page.reload();
    expect(await heading()).toBe('The application has been deleted');
    await page.goBack();
    await page.goForward();
    expect(await heading()).toBe('The application has been deleted');
    expect(await scene.applicationsOf(form.email)).toEqual([]);
  });

  it('show the form in the other language with what was typed, and come back to it', async () => {
    const form = anApplicant();
    await page.goto(path());
    await types(form);
    await presses();
    await presses('button[lang=ja]');
    expect(await page.locator('html').getAttribute('lang')).toBe('ja');
    expect(await page.locator('dl.answers').textContent()).toContain(form.email);
    await presses('button.secondary');
    await types({ name: 'Sam Example' });
    await presses('button[lang=en]');
    expect(await shown()).toBe(`form: Sam Example ${form.loginId} ${form.email}`);
    expect(await reloads()).toBe(`form: Sam Example ${form.loginId} ${form.email}`);
    await page.goBack();
    expect(await page.locator('[name=email]').inputValue()).toBe(form.email);
  });
});
