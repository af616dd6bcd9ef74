// npm run screenshots: the pictures of the README, docs/screenshots/*.png, of the pages as they are. Needs Chromium (see scripts/lib/chromium.mjs), and a font with
// Japanese characters, such as Debian's fonts-vlgothic.
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { choosePorts, localUrl, startCatcher } from './lib/embedded-parts.mjs';
import { BackgroundProgram } from './lib/background.mjs';
import { ensureBuilt } from './lib/build.mjs';
import { BROWSER_FLAGS, chromiumPath, whyNoChromium } from './lib/chromium.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { Explained, inProject, runScript } from './lib/project.mjs';
import { becomesReady } from './lib/ready.mjs';

const FOLDER = 'docs/screenshots';
const LARGEST_IN_BYTES = 60_000;

const DESK = { viewport: { width: 800, height: 640 }, locale: 'en-GB' };
const PHONE = { viewport: { width: 360, height: 700 }, colorScheme: 'dark' };

const APPLICANT = {
  name: 'Sam Example',
  loginId: 'sam.example',
  email: 'sam@example.org',
  password: 'plum jam on warm bread',
};

const mainButton = (page) => page.locator('main button[type=submit]:not(.plain)').first();

async function press(page) {
  await Promise.all([page.waitForEvent('load'), mainButton(page).click()]);
}

async function fill(page, form) {
  for (const [name, value] of Object.entries(form)) await page.locator(`[name="${name}"]`).fill(value);
}

async function picture(page, name) {
  await page.evaluate('scrollTo(0, 0)');
  const path = inProject(FOLDER, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  const { size } = statSync(path);
  if (size > LARGEST_IN_BYTES) throw new Explained(`${path} has ${size} bytes, more than ${LARGEST_IN_BYTES}.`);
  console.log(`${FOLDER}/${name}.png  ${Math.round(size / 1000)} kB`);
}

/** The link of the last mail in the inbox. */
async function mailedLink(inbox) {
  for (let waited = 0; waited < 100; waited += 1) {
    const mails = await (await fetch(`${inbox}/api/email`)).json();
    const [link] = mails.at(-1)?.text.match(/http\S*\/activate\?token=\S*/) ?? [];
    if (link) return link;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Explained('No mail with a link has arrived.');
}

/** From the form to where the application stands. */
async function journey(page, inbox) {
  await page.goto('/s/demo/sign-up');
  await fill(page, APPLICANT);
  await picture(page, 'sign-up');
  await press(page);
  await picture(page, 'confirmation');
  await press(page);
  await picture(page, 'mailbox');
  await page.goto(await mailedLink(inbox));
  await picture(page, 'activate');
  await press(page);
  await page.goto('/status');
  await picture(page, 'status');
}

async function takePictures(baseURL, inbox) {
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: BROWSER_FLAGS });
  try {
    const pageAs = async (how) => (await browser.newContext({ baseURL, ...how })).newPage();
    await journey(await pageAs(DESK), inbox);
    const japanese = await pageAs({ ...DESK, locale: 'ja-JP' });
    await japanese.goto('/s/demo/sign-up');
    await picture(japanese, 'sign-up-ja');
    const phone = await pageAs({ ...PHONE, locale: 'en-GB' });
    await phone.goto('/s/demo/sign-up');
    await fill(phone, { email: 'sam', password: 'sam' });
    await press(phone);
    await picture(phone, 'errors-dark-phone');
  } finally {
    await browser.close();
  }
}

await runScript(async () => {
  const reason = whyNoChromium();
  if (reason) throw new Explained(`Pictures need a browser: ${reason}.`);
  await ensureInstalled();
  await ensureBuilt();
  mkdirSync(inProject(FOLDER), { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), 'matricula-screenshots-'));
  const ports = await choosePorts({ withCatcher: true });
  const catcher = await startCatcher(ports, join(folder, 'inbox'));
  const baseURL = `http://localhost:${ports.PORT}`;
  const service = new BackgroundProgram(['dist/main.js'], {
    env: {
      NODE_ENV: 'development',
      PORT: String(ports.PORT),
      PUBLIC_BASE_URL: baseURL,
      SMTP_URL: `smtp://127.0.0.1:${ports.SMTP_CATCHER_PORT}`,
      VAR_DIR: folder,
    },
    onLine: () => undefined,
  });
  try {
    if (!(await becomesReady(localUrl(ports.PORT), AbortSignal.timeout(60_000))))
      throw new Explained('The service did not start.');
    await takePictures(baseURL, `http://localhost:${ports.INBOX_PORT}`);
  } finally {
    await service.stop();
    await catcher.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
