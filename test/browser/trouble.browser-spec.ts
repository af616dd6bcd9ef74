import { type Browser, type Response } from 'playwright-core';
import { anApplicant } from '../support/builders';
import { OwnMariaDb } from '../support/own-server';
import { plainly } from '../support/plain-fetch';
import { describeWith } from '../support/programs';
import { Scene } from '../support/scene';
import { makeHome, startService } from '../support/service';
import { sleep, waitFor } from '../support/wait';
import { openBrowser } from './browser';
import { type Eyes, Person } from './journey';

jest.setTimeout(180_000);

const EYES: readonly Eyes[] = [
  { locale: 'en', scripts: true, width: 320 },
  { locale: 'ja', scripts: true, width: 1280 },
];
const AWAY = { en: 'The service is not available just now', ja: 'ただいまご利用いただけません' };
// More than any machine takes in: four threads at the most hash, and 64 passwords wait for each of them.
const A_RUSH = 350;

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** Opens the page, and looks at it: its status, and after how many seconds it says to come back. */
async function sees(person: Person, path: string): Promise<{ status: number; retryAfter: number; heading: string | null }> {
  const response = await person.page.goto(path);
  await person.looks();
  const heading = await person.page.locator('h1').textContent();
  return { status: response?.status() ?? 0, retryAfter: Number(response?.headers()['retry-after']), heading };
}

// SQLite lives in the process: it is not away without the whole being so.
describeWith('mariadbd', 'mariadb-install-db')('while the database is away', () => {
  let mariadb: OwnMariaDb;
  let scene: Scene;
  beforeAll(async () => {
    mariadb = await OwnMariaDb.start();
    scene = await Scene.open({}, async (settings) => startService(settings, await makeHome(mariadb.url)));
  });
  afterAll(async () => {
    await scene.close();
    await mariadb.remove();
  });

  it('every page says so, and what was typed is there when it is back', async () => {
    const path = `/s/${scene.site.slug}/sign-up`;
    const form = anApplicant();
    const applicant = await Person.with(scene, browser);
    const { page } = applicant;
    await applicant.opens(path);
    await applicant.types(form);
    const { token } = await scene.applies();
    await mariadb.kill();
    await applicant.presses();
    expect(await page.locator('h1').textContent()).toBe(AWAY.en);

    for (const eyes of EYES) {
      const person = await Person.with(scene, browser, eyes);
      for (const at of [path, '/r/any-key', `/activate?token=${token}`]) {
        const { status, retryAfter, heading } = await sees(person, at);
        // A ticket or token that was never made is told apart without the database.
        expect([at, status]).toEqual([at, /status|activate|\/t\//.test(at) ? expect.any(Number) : 503]);
        if (status === 503) {
          expect(retryAfter).toBeGreaterThan(0);
          expect(heading).toBe(eyes.locale === 'en' ? 'The service is not available just now' : 'ただいまご利用いただけません');
        }
      }
      person.expectAllWell();
      await person.leaves();
    }

    await mariadb.start();
    await waitFor(
      'the service to have healed',
      async () => ((await plainly(`${scene.service.baseUrl}${path}`)).status === 200 ? true : undefined),
      20,
    );
    await page.goBack();
    for (const name of ['name', 'loginId', 'email'] as const) {
      expect(await page.locator(`[name="${name}"]`).inputValue()).toBe(form[name]);
    }
    await applicant.types({ password: form.password });
    await applicant.presses();
    await applicant.presses();
    await scene.sink.waitForMail({ to: form.email });
    applicant.expectAllWell();
    await applicant.leaves();
  });
});

describe('when there is more to do than can be done', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.open();
  });
  afterAll(() => scene.close());

  /** So many log in, again and again, that most are turned away; until `work` is done. */
  async function inTheRush(work: () => Promise<void>): Promise<void> {
    const url = `${scene.service.baseUrl}/v1/sites/${scene.site.slug}/sessions`;
    const json = { loginId: 'nobody-at-all', password: 'correct horse battery staple' };
    const over = new AbortController();
    const { signal } = over;
    let turnedAway = 0;
    const client = async (): Promise<void> => {
      while (!signal.aborted) {
        const status = await plainly(url, { json, signal }).then(
          (answer) => answer.status,
          () => 0,
        );
        turnedAway += Number(status === 503);
        await sleep(50);
      }
    };
    const clients = Array.from({ length: A_RUSH }, client);
    try {
      await waitFor('some to be turned away', () => (turnedAway > 20 ? true : undefined), 60);
      await work();
    } finally {
      over.abort();
      await Promise.all(clients);
    }
  }

  it('somebody is told so, goes back, and has lost nothing', async () => {
    const person = await Person.with(scene, browser);
    const { page } = person;
    const comesToConfirmation = async (): Promise<string> => {
      const form = anApplicant();
      await person.opens(`/s/${scene.site.slug}/sign-up`);
      await person.types(form);
      await person.presses();
      return form.email;
    };
    let email = await comesToConfirmation();
    await inTheRush(async () => {
      const presses = async (): Promise<Response> => {
        const answered = page.waitForResponse((response) => response.request().method() === 'POST');
        await page.locator('main button[type=submit]:not(.plain)').first().click({ noWaitAfter: true });
        return answered;
      };
      let response = await presses();
      // Somebody is lucky now and then.
      for (let tries = 0; response.status() === 303 && tries < 5; tries += 1) {
        await page.waitForLoadState();
        email = await comesToConfirmation();
        response = await presses();
      }
      expect(response.status()).toBe(503);
      expect(Number(response.headers()['retry-after'])).toBeGreaterThan(0);
    });
    await page.waitForLoadState();
    expect(await page.locator('h1').textContent()).toBe('Please try again in a moment');
    await person.looks();
    await page.goBack();
    await person.presses();
    await scene.sink.waitForMail({ to: email });
    person.expectAllWell();
    await person.leaves();
  });
});

describe('who asks too often', () => {
  it('is told when to come back', async () => {
    const scene = await Scene.open({ RATE_LIMITS: '1' });
    const path = `/s/${scene.site.slug}/sign-up`;
    await Promise.all(
      Array.from({ length: 300 }, () => fetch(scene.service.baseUrl + path).then((response) => response.arrayBuffer())),
    );
    for (const eyes of EYES) {
      const person = await Person.with(scene, browser, eyes);
      const { status, retryAfter, heading } = await sees(person, path);
      expect([status, heading]).toEqual([429, eyes.locale === 'en' ? 'That was too often' : 'アクセスが多すぎます']);
      expect(retryAfter).toBeGreaterThan(0);
      expect(retryAfter).toBeLessThanOrEqual(600);
      person.expectAllWell();
      await person.leaves();
    }
    await scene.close();
  });
});
