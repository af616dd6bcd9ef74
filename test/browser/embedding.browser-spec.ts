import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { type AddressInfo } from 'node:net';
import { type Browser, type FrameLocator, type Page } from 'playwright-core';
import { bodyOf } from '../support/answers';
import { anApplicant } from '../support/builders';
import { Scene } from '../support/scene';
import { openBrowser } from './browser';

jest.setTimeout(180_000);

let scene: Scene;
let browser: Browser;
let parent: Server;
let port: number;
let framed = '';

beforeAll(async () => {
  browser = await openBrowser();
  scene = await Scene.open();
  parent = createServer((_, response) => {
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end(`<!doctype html><iframe src="${framed}" width="600" height="900"></iframe>`);
  });
  parent.listen(0, '127.0.0.1');
  await once(parent, 'listening');
  ({ port } = parent.address() as AddressInfo);
  const { slug, administrator } = scene.site;
  const json = { embeddingOrigins: [`http://127.0.0.1:${port}`] };
  const headers = { 'if-match': '"0"' };
  bodyOf(await scene.api.send('PATCH', `/v1/sites/${slug}/branding`, { token: administrator.token, json, headers }), 200);
});
afterAll(async () => {
  parent.close();
  await browser.close();
  await scene.close();
});

async function embed(host: string, path: string): Promise<{ page: Page; frame: FrameLocator }> {
  framed = scene.service.baseUrl + path;
  const page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  page.setDefaultTimeout(15_000);
  await page.goto(`http://${host}:${port}/`);
  return { page, frame: page.frameLocator('iframe') };
}

const isShown = (page: Page): boolean => page.frames().at(-1)?.url().startsWith(scene.service.baseUrl) === true;

describe('the sign-up in a frame', () => {
  it('works on a page of an origin that may', async () => {
    const form = anApplicant();
    const { page, frame } = await embed('127.0.0.1', `/s/${scene.site.slug}/sign-up`);
    for (const name of ['name', 'loginId', 'email', 'password'] as const)
      await frame.locator(`[name="${name}"]`).fill(form[name]);
    await frame.locator('main button[type=submit]').first().click();
    await frame.locator('dl.answers').waitFor();
    await frame.locator('main button[type=submit]').first().click();
    await frame.getByText(form.email).waitFor();
    expect((await scene.sink.waitForMail({ to: form.email })).text).toContain('/activate?token=');
    await page.context().close();
  });

  it('is refused on a page of any other', async () => {
    const { page } = await embed('localhost', `/s/${scene.site.slug}/sign-up`);
    expect(isShown(page)).toBe(false);
    await page.context().close();
  });

  it.each(['/activate?token=none', '/status', '/staff/set-password?token=none', '/s/no-such-site/sign-up', '/docs'])(
    'is all that can be: %s cannot',
    async (path) => {
      const { page } = await embed('127.0.0.1', path);
      expect(isShown(page)).toBe(false);
      await page.context().close();
    },
  );

  it('says so in one header alone, without another that contradicts', async () => {
    const { headers } = await fetch(`${scene.service.baseUrl}/s/${scene.site.slug}/sign-up`);
    expect(headers.get('content-security-policy')).toContain(`frame-ancestors http://127.0.0.1:${port};`);
    expect(headers.get('x-frame-options')).toBeNull();
    const other = await fetch(`${scene.service.baseUrl}/activate?token=none`);
    expect(other.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(other.headers.get('x-frame-options')).toBe('DENY');
  });
});
