import { type Browser, type Page } from 'playwright-core';
import { bodyOf } from '../support/answers';
import { anApplicant, type ApplicantForm } from '../support/builders';
import { ExampleLms } from '../support/example-lms';
import { Scene } from '../support/scene';
import { createSite, type TestSite } from '../support/site';
import { aVisitor, faultsOfAccess, openBrowser, sidewaysScroll, type Visitor } from './browser';
import { linksIn } from './journey';

jest.setTimeout(180_000);

const BUILT_IN = ['name', 'loginId', 'email', 'password'].map((key) => ({ type: 'built-in', key, used: true, required: true }));
const options = ['maths', 'music'].map((value) => ({ value, label: { en: value.toUpperCase() } }));
const QUESTIONS = [
  { type: 'text-area', key: 'why', label: { en: 'Why?' } },
  { type: 'radio', key: 'subject', label: { en: 'Subject' }, options, required: true },
  { type: 'checkbox', key: 'others', label: { en: 'Others' }, options },
  { type: 'pull-down', key: 'level', label: { en: 'Level' }, options },
  { type: 'number', key: 'years', label: { en: 'Years' }, integer: true, maximum: 50 },
  { type: 'date', key: 'since', label: { en: 'Since' } },
  { type: 'consent', key: 'news', label: { en: 'I want to hear news' } },
];
const CODE = 'spring-2026';

let scene: Scene;
let browser: Browser;
let lms: ExampleLms;
beforeAll(async () => {
  browser = await openBrowser();
  scene = await Scene.open({ RATE_LIMITS: '10' });
  lms = await ExampleLms.start(scene, scene.site);
});
afterAll(async () => {
  await lms.stop();
  await browser.close();
  await scene.close();
});

/** Somebody in front of the example's page, which is looked at hard whenever it has changed. */
class Reader {
  readonly faults: string[] = [];

  private constructor(
    readonly visitor: Visitor,
    readonly page: Page,
  ) {}

  static async opens(lms: ExampleLms, path = '/'): Promise<Reader> {
    const visitor = await aVisitor(browser, lms.origin, { viewport: { width: 320, height: 800 } });
    await visitor.page.goto(path);
    return new Reader(visitor, visitor.page);
  }

  async types(values: Partial<ApplicantForm>): Promise<void> {
    for (const [name, value] of Object.entries(values)) await this.page.locator(`[name="${name}"]:visible`).fill(value);
  }

  async presses(button: string): Promise<void> {
    await this.page.getByRole('main').getByRole('button', { name: button, exact: true }).click();
  }

  async reads(heading: string): Promise<void> {
    const { page } = this;
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    const aside = await sidewaysScroll(page);
    if (aside > 0) this.faults.push(`${heading} is ${aside} pixels too wide`);
    this.faults.push(...(await faultsOfAccess(page)).map((fault) => `${heading}: ${fault}`));
  }

  facts(): Promise<string | null> {
    return this.page.locator('#member-facts').textContent();
  }

  /** Nothing was wrong, and nobody but the LMS and the service was asked. */
  expectAllWell(): void {
    const { complaints, strangers } = this.visitor;
    const others = strangers.filter((url) => !url.startsWith(`${scene.service.baseUrl}/v1/`));
    expect({ faults: this.faults, complaints, others }).toEqual({ faults: [], complaints: [], others: [] });
  }

  async leaves(): Promise<void> {
    await this.visitor.context.close();
  }
}

describe('the example of an LMS front end', () => {
  it('takes somebody from the form to being a member, and out again', async () => {
    const form = anApplicant();
    const person = await Reader.opens(lms);
    await person.reads(`Apply for membership of ${scene.site.name}`);
    await person.types(form);
    await person.presses('Apply');
    await person.reads('Please look into your mailbox');
    await scene.sink.waitForMail({ to: form.email });

    await person.presses('Send another mail');
    await person.page.getByText('another mail is on its way').waitFor();
    const mail = await scene.sink.waitForMail({ to: form.email, number: 2 });
    await person.page.locator('#link').fill(linksIn(mail)[0] ?? '');
    await person.presses('Confirm the address');
    await person.reads('Your application is being looked at');

    bodyOf(await scene.approve((await scene.applicationOf(form.email)).id), 200);
    await person.presses('Look again');
    await person.reads('You are a member');
    await person.page.getByRole('navigation').getByRole('button', { name: 'Log in' }).click();
    await person.types({ loginId: form.loginId, password: 'not the right one' });
    await person.presses('Log in');
    await person.page.getByRole('alert').getByText('is not right').waitFor();
    await person.types({ password: form.password });
    await person.presses('Log in');
    await person.reads(`Welcome, ${form.name}`);
    expect(await person.facts()).toContain(form.email);

    await lms.says('Members the LMS has heard of for the first time: 1');
    await person.presses('Refresh');
    await person.page.getByText('The session goes on.').waitFor();
    expect(await person.facts()).toMatch(/Member since\d/);
    await person.page.reload();
    await person.reads(`Welcome, ${form.name}`);
    await person.presses('Log out');
    await person.page.getByText('You are logged out.').waitFor();
    await person.page.reload();
    await person.reads('You are a member');
    person.expectAllWell();
    await person.leaves();
  });

  it('goes on where the mailed link was opened on the service’s own page', async () => {
    const form = anApplicant();
    const person = await Reader.opens(lms);
    await person.types(form);
    await person.presses('Apply');
    await person.reads('Please look into your mailbox');
    const [link = ''] = linksIn(await scene.sink.waitForMail({ to: form.email }));
    const page = await person.visitor.context.newPage();
    await page.goto(link);
    await page.locator('main button[type=submit]').first().click();
    // No cookie went along when they applied: so the page asks for the password.
    await page.locator('[name=password]').fill(form.password);
    await page.locator('main button[type=submit]').first().click();
    await page.waitForLoadState();
    await person.presses('Look again');
    await person.reads('Your application is being looked at');
    await person.leaves();
  });

  it('shows what to correct at the fields, and above with links to them', async () => {
    await scene.applies({ loginId: 'taken-by-another' });
    const person = await Reader.opens(lms);
    await person.types(anApplicant({ email: 'nobody', password: 'short' }));
    await person.presses('Apply');
    const summary = person.page.getByRole('alert');
    await summary.getByRole('link').first().waitFor();
    expect(await summary.getByRole('link').count()).toBe(2);
    await summary.getByRole('link').first().click();
    expect(await person.page.evaluate<string>('document.activeElement?.name ?? ""')).toBe('email');
    await person.reads(`Apply for membership of ${scene.site.name}`);
    await person.types(anApplicant({ loginId: 'taken-by-another' }));
    await person.presses('Apply');
    await summary.getByRole('link', { name: /^Login ID: / }).waitFor();
    expect(await person.page.locator('[aria-invalid=true]').count()).toBe(1);
    person.expectAllWell();
    await person.leaves();
  });
});

describe('a form with questions of the site’s own, terms of use, and a group’s sign-up URL', () => {
  let site: TestSite;
  let other: ExampleLms;
  let signupUrl: string;
  beforeAll(async () => {
    site = await createSite(scene.service, scene.operator, { autoApprove: true });
    const { token } = site.administrator;
    await put('registration-fields', { fields: [...BUILT_IN, ...QUESTIONS] }, '"0"');
    await put('terms', termsSaying('Be *kind*.'), '"0"');
    other = await ExampleLms.start(scene, site);
    const { id } = bodyOf(await scene.api.group(token, site.slug, 'evening-class'), 200);
    const json = { groupId: id, authentication: { required: true, codes: [{ code: CODE }] } };
    const published = await scene.api.send<{ url: string }>('POST', `/v1/sites/${site.slug}/signup-urls`, { token, json });
    signupUrl = new URL(bodyOf(published, 201).url).pathname.split('/').at(-1) ?? '';
  });
  afterAll(() => other.stop());

  const put = async (path: string, json: object, version: string): Promise<void> => {
    const { token } = site.administrator;
    const headers = { 'if-match': version };
    bodyOf(await scene.api.send('PUT', `/v1/sites/${site.slug}/${path}`, { token, json, headers }), 200);
  };
  const termsSaying = (text: string) => ({ enabled: true, title: { en: 'Terms of use' }, markdown: { en: text } });

  it('is drawn whole, and the member is in the course', async () => {
    const form = anApplicant();
    const person = await Reader.opens(other, `/?signupUrl=${signupUrl}`);
    const { page } = person;
    await page.getByText('For: Evening class').waitFor();
    await person.types({ ...form, authenticationCode: CODE });
    await person.presses('Apply');
    await page
      .getByRole('alert')
      .getByRole('link', { name: /^Subject: / })
      .waitFor();
    await page
      .getByRole('alert')
      .getByRole('link', { name: /^Terms of use: / })
      .waitFor();

    await page.getByLabel('Why?').fill('Because');
    await page.getByRole('radio', { name: 'MUSIC' }).check();
    await page.getByRole('checkbox', { name: 'MATHS' }).check();
    await page.getByRole('checkbox', { name: 'MUSIC' }).check();
    await page.getByLabel('Level').selectOption('MATHS');
    await page.getByLabel('Years').fill('7');
    await page.getByLabel('Since').fill('2020-02-29');
    await page.getByLabel('I accept: Terms of use').check();
    await person.presses('Apply');
    await person.reads('Please look into your mailbox');
    const { id } = await scene.applicationOf(form.email, site);
    const details = await scene.api.send<{ answers: { key: string; value: unknown }[] }>(
      'GET',
      `/v1/sites/${site.slug}/applications/${id}`,
      { token: site.administrator.token },
    );
    expect(Object.fromEntries(bodyOf(details, 200).answers.map(({ key, value }) => [key, value]))).toMatchObject({
      why: 'Because',
      subject: 'music',
      others: ['maths', 'music'],
      level: 'maths',
      years: 7,
      since: '2020-02-29',
      news: false,
    });

    await page.locator('#link').fill(linksIn(await scene.sink.waitForMail({ to: form.email }))[0] ?? '');
    await person.presses('Confirm the address');
    await person.reads('You are a member');
    await page.getByRole('navigation').getByRole('button', { name: 'Log in' }).click();
    await person.types({ loginId: form.loginId, password: form.password });
    await person.presses('Log in');
    await person.reads(`Welcome, ${form.name}`);
    expect(await person.facts()).toContain('CoursesEvening class');
    person.expectAllWell();
    await person.leaves();
  });

  it('is shown anew when it has changed meanwhile: what was typed is still there, the terms are to be accepted', async () => {
    const form = anApplicant();
    const person = await Reader.opens(other);
    const { page } = person;
    await person.types(form);
    await page.getByRole('radio', { name: 'MUSIC' }).check();
    await page.getByLabel('Level').selectOption('MATHS');
    const terms = page.getByLabel('I accept: Terms of use');
    await terms.check();
    await put('terms', termsSaying('Be kind, and *on time*.'), '"1"');
    await person.presses('Apply');
    await page.getByText('on time').waitFor();
    expect(await page.getByRole('alert').isVisible()).toBe(true);
    expect(await terms.isChecked()).toBe(false);
    await terms.check();
    await person.presses('Apply');
    await person.reads('Please look into your mailbox');
    expect(await scene.applicationOf(form.email, site)).toMatchObject({ name: form.name, loginId: form.loginId });
    person.expectAllWell();
    await person.leaves();
  });
});

describe('the example’s back end', () => {
  it('answers nobody without a token, and none of another site’s members', async () => {
    const me = (authorization?: string): Promise<Response> =>
      fetch(`${lms.origin}/api/me`, { headers: authorization === undefined ? {} : { authorization } });
    const stranger = await createSite(scene.service, scene.operator, { autoApprove: true });
    const { form } = await scene.activates({}, stranger);
    const { accessToken } = bodyOf(await scene.api.memberLogin(stranger.slug, form), 201);
    for (const authorization of [undefined, '', 'Bearer x', `Bearer ${scene.operator.token}`, `Bearer ${accessToken}`]) {
      expect((await me(authorization)).status).toBe(401);
    }
  });

  it('serves what it lists and nothing else', async () => {
    for (const path of ['/server.mjs', '/page/app.mjs', '/../package.json', '/constructor', '/client/../package.json']) {
      expect((await fetch(lms.origin + path)).status).toBe(404);
    }
  });
});
