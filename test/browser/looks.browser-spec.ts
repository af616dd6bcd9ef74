import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type Page } from 'playwright-core';
import { bodyOf } from '../support/answers';
import { anApplicant } from '../support/builders';
import { Scene } from '../support/scene';
import { faultsOfAccess, openBrowser, sidewaysScroll } from './browser';

jest.setTimeout(120_000);

/** Named, a folder gets pictures of what is tried here, for people to look at. */
const PICTURES = process.env['PICTURES'];

let scene: Scene;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await openBrowser();
  scene = await Scene.open();
  const { slug, administrator } = scene.site;
  const json = { termsUrl: 'https://academy.example/terms', privacyUrl: 'https://academy.example/privacy' };
  const headers = { 'if-match': '"0"' };
  bodyOf(await scene.api.send('PATCH', `/v1/sites/${slug}/branding`, { token: administrator.token, json, headers }), 200);
});
afterAll(async () => {
  await browser.close();
  await scene.close();
});
afterEach(() => page.context().close());

async function opens(width: number): Promise<void> {
  const context = await browser.newContext({ baseURL: scene.service.baseUrl, locale: 'en-GB', viewport: { width, height: 900 } });
  page = await context.newPage();
}

async function presses(button = 'main button[type=submit]:not(.plain)'): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.locator(button).first().click()]);
}

async function picture(name: string): Promise<void> {
  if (PICTURES === undefined) return;
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
}

/** Each page on the way, from a mistake to the mailed link and where the application stands; `look` at each. */
async function goesAllTheWay(look: (name: string) => Promise<void>): Promise<void> {
  const form = anApplicant();
  await page.goto(`/s/${scene.site.slug}/sign-up`);
  await look('form');
  for (const name of ['name', 'loginId', 'password'] as const) await page.locator(`[name="${name}"]`).fill(form[name]);
  await presses();
  await look('faults');
  await page.locator('[name=email]').fill(form.email);
  await presses();
  await look('confirmation');
  await presses();
  await look('sent');
  await page.goto(`/activate?token=${scene.tokenIn(await scene.sink.waitForMail({ to: form.email }))}`);
  await look('activate');
  await page.goto('/status');
  await look('status');
  await page.goto('/nothing-here');
  await look('nothing');
}

it('pages are read from right to left as well: nothing sticks out at 320 pixels', async () => {
  await opens(320);
  const faults: string[] = [];
  await goesAllTheWay(async (name) => {
    await page.evaluate("document.documentElement.dir = 'rtl'");
    // Words of a language that is written so, where the page has such a direction.
    await page.evaluate("document.querySelector('h1').append(' – استمارة التسجيل')");
    const aside = await sidewaysScroll(page);
    if (aside > 0) faults.push(`${name} is ${aside} pixels too wide`);
    // Whatever has a place has it within the window.
    faults.push(...(await page.evaluate<string[]>(OUTSIDE)).map((element) => `${name}: ${element} sticks out`));
    faults.push(...(await faultsOfAccess(page)));
    await picture(`rtl-${name}`);
  });
  expect(faults).toEqual([]);
});

const OUTSIDE = `[...document.querySelectorAll('body *')]
  .filter((each) => each.checkVisibility() && !each.closest('.skip, .unseen, .elsewhere, noscript'))
  .filter((each) => { const { left, right, width } = each.getBoundingClientRect(); return width > 0 && (left < -1 || right > innerWidth + 1); })
  .map((each) => each.outerHTML.slice(0, 100))`;

describe('on paper', () => {
  it('is what there is to read, in black on white, and nothing to press', async () => {
    await opens(794);
    const seen: Record<string, unknown> = {};
    await goesAllTheWay(async (name) => {
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      await page.evaluate('Promise.allSettled(document.getAnimations().map(({ finished }) => finished))');
      seen[name] = await page.evaluate(`(${PRINTED})()`);
      await picture(`print-${name}`);
      await page.emulateMedia({ media: 'screen' });
    });
    const nothing = { pressed: [], dark: [] };
    expect(seen).toEqual(Object.fromEntries(Object.keys(seen).map((name) => [name, nothing])));
  });

  it('has every value that was typed', async () => {
    await opens(794);
    const form = anApplicant();
    await page.goto(`/s/${scene.site.slug}/sign-up`);
    for (const name of ['name', 'loginId', 'email', 'password'] as const) await page.locator(`[name="${name}"]`).fill(form[name]);
    await presses();
    await page.emulateMedia({ media: 'print' });
    for (const value of [form.name, form.loginId, form.email])
      expect(await page.getByText(value, { exact: true }).isVisible()).toBe(true);
    expect(await page.pdf({ format: 'A4' }).then(({ length }) => length)).toBeGreaterThan(1000);
  });
});

/** What can be pressed and is printed; what is printed light, as if paper were dark. */
const PRINTED = `() => {
  const all = [...document.querySelectorAll('body, body *')].filter((each) => each.checkVisibility());
  const shade = (colour) => { const [r, g, b] = colour.match(/[\\d.]+/g).map(Number); return (r + g + b) / 3; };
  const isSeeThrough = (colour) => /, 0\\)$|transparent/.test(colour);
  return {
    pressed: all.filter((each) => each.matches('button, nav, .skip')).map((each) => each.outerHTML.slice(0, 80)),
    dark: all
      .filter((each) => { const { backgroundColor, color } = getComputedStyle(each); return (!isSeeThrough(backgroundColor) && shade(backgroundColor) < 200) || shade(color) > 150; })
      .map((each) => each.outerHTML.slice(0, 80)),
  };
}`;
