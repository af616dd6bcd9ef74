import { bodyOf } from '../../support/answers';
import { anApplicant, type ApplicantForm } from '../../support/builders';
import { Browser, type Page } from '../../support/browser';
import { FakeProvider } from '../../support/fake-provider';
import { Scene } from '../../support/scene';
import { ServiceWithClock } from '../../support/service-with-clock';
import { createSite, type TestSite } from '../../support/site';
import { solvedWork } from '../../support/solved-work';

jest.setTimeout(120_000);

const KEYS = { siteKey: 'public-key', secret: 'not-for-anybody-else' };
const FIELDS = { hcaptcha: 'h-captcha-response', turnstile: 'cf-turnstile-response' } as const;
const APPLY = { en: 'Apply with the above information', ja: '上記の内容で申し込む' } as const;

let provider: FakeProvider;
let scene: Scene;
let service: ServiceWithClock;
beforeAll(async () => {
  provider = await FakeProvider.start();
  const settings = { HCAPTCHA_VERIFY_URL: provider.url, TURNSTILE_VERIFY_URL: provider.url };
  scene = await Scene.open(settings, async (all) => (service = await ServiceWithClock.begin(all)));
});
afterAll(async () => {
  await scene.close();
  await provider.stop();
});

async function siteWith(change: object): Promise<TestSite> {
  const site = await createSite(scene.service, scene.operator);
  await protect(site, change);
  return site;
}

async function protect(site: TestSite, json: object): Promise<void> {
  const { token } = site.administrator;
  const path = `/v1/sites/${site.slug}/bot-protection`;
  const etag = (await scene.api.send('GET', path, { token })).headers.get('etag') ?? '';
  bodyOf(await scene.api.send('PATCH', path, { token, json, headers: { 'if-match': etag } }), 200);
}

interface Visit {
  readonly browser: Browser;
  readonly applicant: ApplicantForm;
  readonly confirmation: Page;
}

/** Somebody comes as far as the confirmation. */
async function confirms(site: TestSite, language = 'en'): Promise<Visit> {
  const browser = new Browser(scene.service.baseUrl, { 'accept-language': language });
  const applicant = anApplicant();
  const { name, loginId, email, password } = applicant;
  const confirmation = await browser.press(await browser.open(`/s/${site.slug}/sign-up`), { name, loginId, email, password });
  expect(confirmation.status).toBe(200);
  return { browser, applicant, confirmation };
}

/** Does what the script of the page does. */
async function solvedFor({ html }: Page): Promise<string> {
  const [, from = ''] = /data-from="([^"]+)"/.exec(html) ?? [];
  return solvedWork(bodyOf(await scene.api.send<object>('GET', from), 200));
}

const policyOf = ({ headers }: Page): string => headers.get('content-security-policy') ?? '';

describe('a site that asks for a proof of work', () => {
  let site: TestSite;
  beforeAll(async () => {
    site = await siteWith({ challenge: 'proof-of-work' });
  });

  it('can be applied to by its pages', async () => {
    const { browser, applicant, confirmation } = await confirms(site);
    const sent = await browser.press(confirmation, { challenge: await solvedFor(confirmation) }, APPLY.en);
    expect([sent.status, sent.url]).toEqual([200, expect.stringMatching(/\/sent\/[^/]+$/)]);
    await scene.sink.waitForMail({ to: applicant.email });
  });

  it('loads one more script of ours, asks nobody else for anything, and says what is missing without scripts', async () => {
    const { browser, confirmation } = await confirms(site);
    expect(policyOf(confirmation)).toMatch(/script-src 'self'; connect-src 'self'$/);
    expect(confirmation.html).not.toMatch(/<style|\sstyle=|\son\w+=|<script>|https?:\/\//);
    expect(confirmation.html).toMatch(/<noscript>\s*<p[^>]*>[^<]*JavaScript/);
    const [, script = ''] = /src="(\/assets\/challenge\.[^"]+)"/.exec(confirmation.html) ?? [];
    const asset = await browser.open(script);
    expect([asset.status, asset.headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8']);
    expect((await browser.open(`/s/${site.slug}/sign-up`)).html).toContain('<noscript>');
  });

  it.each([
    ['en', 'Error: ', 'not been checked yet', 'This does not show', 'was sent before'],
    ['ja', 'エラー：', '済んでいません', '確認できませんでした', 'すでに使用されています'],
  ] as const)(
    'draws the confirmation again where that is missing, wrong or used: %s',
    async (language, error, missing, wrong, over) => {
      const { browser, applicant, confirmation } = await confirms(site, language);
      const used = await solvedFor(confirmation);
      const first = await confirms(site, language);
      expect((await first.browser.press(first.confirmation, { challenge: used }, APPLY[language])).status).toBe(200);
      let page = confirmation;
      for (const [challenge, words] of [
        ['', missing],
        ['bm90aGluZw==', wrong],
        [used, over],
      ] as const) {
        page = await browser.press(page, { challenge }, APPLY[language]);
        expect([page.status, page.title, page.text]).toEqual([
          422,
          expect.stringMatching(new RegExp(`^${error}`)),
          expect.stringContaining(words),
        ]);
        expect(page.text).toContain(applicant.email);
        expect(page.html).not.toContain(applicant.password);
      }
      expect(await scene.applicationsOf(applicant.email, site)).toEqual([]);
      expect((await browser.press(page, { challenge: await solvedFor(page) }, APPLY[language])).status).toBe(200);
      await scene.sink.waitForMail({ to: applicant.email });
    },
  );

  it('takes an application that is sent again with another solution as the same one', async () => {
    const { browser, applicant, confirmation } = await confirms(site);
    const solutions = [await solvedFor(confirmation), await solvedFor(confirmation)];
    const pages = await Promise.all(solutions.map((challenge) => browser.press(confirmation, { challenge }, APPLY.en)));
    expect(pages.map(({ status, text }) => [status, text])).toEqual(pages.map(() => [200, pages[0]?.text]));
    await scene.applicationOf(applicant.email, site);
  });

  it('goes back to the form without one, with every value', async () => {
    const { browser, applicant, confirmation } = await confirms(site);
    const back = await browser.press(confirmation, { challenge: '' }, 'Back');
    expect([back.status, back.forms[0]?.values]).toEqual([200, expect.objectContaining({ email: applicant.email })]);
  });

  it('shows the form anew where it asks for something else by now', async () => {
    const changing = await siteWith({ challenge: 'off' });
    const { browser, confirmation } = await confirms(changing);
    expect(confirmation.html).not.toMatch(/challenge|<noscript>/);
    await protect(changing, { challenge: 'proof-of-work' });
    const form = await browser.press(confirmation, {}, APPLY.en);
    expect([form.status, form.text]).toEqual([409, expect.stringContaining('This form has been changed')]);
    const again = await browser.press(form);
    expect((await browser.press(again, { challenge: await solvedFor(again) }, APPLY.en)).status).toBe(200);
  });
});

describe.each(['hcaptcha', 'turnstile'] as const)('a site that asks %s', (kind) => {
  let site: TestSite;
  beforeAll(async () => {
    site = await siteWith({ challenge: kind, [kind]: KEYS });
  });

  it('shows its widget, and lets it in on the confirmation alone', async () => {
    const { browser, confirmation } = await confirms(site, 'ja');
    const [, script = ''] = /<script src="(https:[^"]+)"/.exec(confirmation.html) ?? [];
    const { origin } = new URL(script);
    const allowed = kind === 'hcaptcha' ? 'https://*.hcaptcha.com' : origin;
    expect(policyOf(confirmation)).toMatch(/^default-src 'none'/);
    expect(policyOf(confirmation)).not.toContain('unsafe');
    for (const directive of ['script-src', 'frame-src']) {
      const sources = policyOf(confirmation)
        .split('; ')
        .find((each) => each.startsWith(directive));
      expect(sources?.split(' ')).toContain(allowed);
    }
    expect(confirmation.html).toContain('data-sitekey="public-key" data-action="apply" data-language="ja"');
    expect(policyOf(await browser.open(`/s/${site.slug}/sign-up`))).not.toContain('https:');
  });

  it('takes what the widget answers; and where the provider is away, keeps everything for another try', async () => {
    const { browser, applicant, confirmation } = await confirms(site);
    provider.says({ error: 'down' }, 500);
    const away = await browser.press(confirmation, { [FIELDS[kind]]: `${kind} token` }, APPLY.en);
    expect([away.status, away.headers.get('retry-after')]).toEqual([503, '10']);
    expect(away.text).toContain('Nothing has been sent. Please try again in a moment.');
    expect(await scene.applicationsOf(applicant.email, site)).toEqual([]);
    provider.says({ success: true });
    expect((await browser.press(away, { [FIELDS[kind]]: `${kind} token` }, APPLY.en)).status).toBe(200);
    expect(provider.asked).toEqual([{ secret: KEYS.secret, response: `${kind} token`, sitekey: KEYS.siteKey }]);
    await scene.sink.waitForMail({ to: applicant.email });
  });
});

// Last: time goes on for everything else, too.
describe('a proof of work that was done too long ago', () => {
  it('is asked for anew, and nothing else', async () => {
    const site = await siteWith({ challenge: 'proof-of-work' });
    const { browser, applicant, confirmation } = await confirms(site);
    const challenge = await solvedFor(confirmation);
    service.putForward(11 / 60);
    const late = await browser.press(confirmation, { challenge }, APPLY.en);
    expect([late.status, late.text]).toEqual([422, expect.stringContaining('This has taken too long')]);
    expect((await browser.press(late, { challenge: await solvedFor(late) }, APPLY.en)).status).toBe(200);
    await scene.sink.waitForMail({ to: applicant.email });
  });
});
