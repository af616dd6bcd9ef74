import { bodyOf } from '../../support/answers';
import { anApplicant, type ApplicantForm } from '../../support/builders';
import { Browser, type Page } from '../../support/browser';
import { Scene } from '../../support/scene';
import { ServiceWithClock } from '../../support/service-with-clock';
import { createSite, type TestSite } from '../../support/site';

jest.setTimeout(90_000);

const BASE = 'https://registration.school.example/join/us';
const APPLY = 'Apply with the above information';
// What is said in a nursery's prospectus is not what is said in an application; it is as hard to make small.
const PROSE = '入園を希望する理由は、家から近く、見学のときに子どもたちがとても楽しそうに遊んでいたからです。';

let scene: Scene;
let service: ServiceWithClock;
let site: TestSite;
beforeAll(async () => {
  scene = await Scene.open({ PUBLIC_BASE_URL: BASE }, async (all) => (service = await ServiceWithClock.begin(all)));
  site = await createSite(scene.service, scene.operator);
  const { slug, administrator } = site;
  const at = `/v1/sites/${slug}/registration-fields`;
  const { token } = administrator;
  const read = await scene.api.send<{ fields: object[] }>('GET', at, { token });
  const texts = ['why', 'what'].map((key) => ({ type: 'text-area', key, label: { en: key, ja: key }, maxLength: 5000 }));
  const json = { fields: [...bodyOf(read, 200).fields, ...texts] };
  bodyOf(await scene.api.send('PUT', at, { token, json, headers: { 'if-match': read.headers.get('etag') ?? '' } }), 200);
});
afterAll(() => scene.close());

const path = (): string => `/s/${site.slug}/sign-up`;
const aBrowser = (): Browser => new Browser(scene.service.baseUrl, { 'accept-language': 'en' }, BASE);

function typedBy(
  { name, loginId, email, password }: ApplicantForm,
  answers: Record<string, string> = {},
): Record<string, string> {
  return { name, loginId, email, password, ...answers };
}

async function confirms(browser: Browser, said: Record<string, string>): Promise<Page> {
  const page = await browser.press(await browser.open(path()), said);
  expect([page.status, page.title]).toEqual([200, expect.stringContaining('Check what you have entered')]);
  return page;
}

const isOfItsOwn = ({ url }: Page): boolean => new URL(url).pathname.startsWith(`${path()}/entries/`);

describe('what was typed', () => {
  it('is kept in cookies that one page alone is sent, which no script reads, and that nobody can read', async () => {
    const browser = aBrowser();
    const applicant = anApplicant();
    const page = await confirms(browser, typedBy(applicant));
    const entries = browser.received.filter((cookie) => cookie.includes('entries-'));
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatch(
      /^__Secure-matricula-entries-0=[\w-]+; Max-Age=7200; Path=\/join\/us\/s\/[^/]+\/sign-up\/entries\/[\da-f-]{36}; HttpOnly; Secure; SameSite=Lax$/,
    );
    expect(entries[0]).toContain(new URL(page.url).pathname);
    expect(browser.cookiesFor(path())).not.toContain('entries');
    for (const secret of [applicant.password, applicant.email, applicant.name]) {
      const [, value = ''] = /=([^;]+)/.exec(entries[0] ?? '') ?? [];
      expect(Buffer.from(value, 'base64url').toString('latin1')).not.toContain(secret);
    }
  });

  it('is kept as it was for each page, whatever came later', async () => {
    const browser = aBrowser();
    const [wrong, right] = [anApplicant({ email: 'nobody' }), anApplicant()];
    const faulty = await browser.press(await browser.open(path()), typedBy(wrong));
    const confirmation = await browser.press(faulty, typedBy(right));
    for (let again = 0; again < 2; again += 1) {
      const seen = await browser.open(new URL(faulty.url).pathname);
      expect([seen.status, seen.forms[0]?.values]).toEqual([422, expect.objectContaining({ email: 'nobody' })]);
      expect((await browser.open(new URL(confirmation.url).pathname)).text).toContain(right.email);
    }
  });

  it.each([
    ['two answers of a thousand characters', 1000, true],
    ['two answers of two thousand characters', 2000, true],
    ['as much as the rules take', 5000, false],
  ])('%s: every value is there, and sent once; a page of its own: %#', async (_what, length, hasPage) => {
    const browser = aBrowser();
    const applicant = anApplicant();
    const answers = Object.fromEntries(['why', 'what'].map((key) => [`answers.${key}`, hasPage ? prose(length) : noise(length)]));
    const page = await confirms(browser, typedBy(applicant, answers));
    expect(isOfItsOwn(page)).toBe(hasPage);
    const headers = Buffer.byteLength(browser.cookiesFor(new URL(page.url).pathname));
    expect(headers).toBeLessThan(8000);
    const back = await browser.press(page, {}, 'Back');
    expect(back.forms[0]?.values).toMatchObject(answers);
    const again = await browser.press(back);
    expect((await browser.press(again, {}, APPLY)).text).toContain(applicant.email);
    expect(await scene.applicationsOf(applicant.email, site)).toHaveLength(1);
  });

  it('is nobody else’s: in another browser the address of its page leads to an empty form, and says why', async () => {
    const page = await confirms(aBrowser(), typedBy(anApplicant()));
    const seen = await aBrowser().open(new URL(page.url).pathname);
    expect([seen.status, seen.forms[0]?.values]).toEqual([410, expect.objectContaining({ name: '', email: '' })]);
    expect(seen.text).toContain('not kept any longer');
  });

  it('is no longer shown once it has been sent; who goes on with an old form applies once more', async () => {
    const browser = aBrowser();
    const applicant = anApplicant();
    const faulty = await browser.press(await browser.open(path()), typedBy({ ...applicant, email: 'nobody' }));
    const confirmation = await browser.press(faulty, { email: applicant.email });
    const sent = await browser.press(confirmation, {}, APPLY);
    for (const page of [faulty, confirmation]) expect((await browser.open(new URL(page.url).pathname)).url).toBe(sent.url);
    const another = anApplicant();
    const again = await browser.press(faulty, typedBy(another));
    expect(again.text).toContain(another.email);
    expect((await browser.press(again, {}, APPLY)).text).toContain(another.email);
    expect((await browser.open(new URL(sent.url).pathname)).text).toContain(applicant.email);
  });
});

// Last: time goes on for everything else, too.
describe('after an hour', () => {
  it('all but the password is there', async () => {
    const browser = aBrowser();
    const applicant = anApplicant();
    const page = await confirms(browser, typedBy(applicant));
    service.putForward(1.01);
    const late = await browser.open(new URL(page.url).pathname);
    expect([late.status, late.forms[0]?.values]).toEqual([
      422,
      expect.objectContaining({ email: applicant.email, password: '' }),
    ]);
    expect(late.forms[0]?.values['kept']).toBeUndefined();
    expect(late.text).toContain('Please type your password again');
    const pressed = await browser.press(page, {}, APPLY);
    expect([pressed.status, isOfItsOwn(pressed)]).toEqual([422, true]);
    const confirmation = await browser.press(pressed, { password: applicant.password });
    expect((await browser.press(confirmation, {}, APPLY)).text).toContain(applicant.email);
  });
});

/** Words as people write them, never the same sentence twice. */
function prose(length: number): string {
  const words = [...PROSE];
  return Array.from({ length }, (_, i) => words[(i * 7 + Math.floor(i / words.length) * 3) % words.length]).join('');
}

/** Nothing of it can be foreseen. */
function noise(length: number): string {
  return Array.from({ length }, () => String.fromCodePoint(0x4e00 + Math.floor(Math.random() * 0x5000))).join('');
}
