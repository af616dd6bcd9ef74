import { readFileSync } from 'node:fs';
import { type AxeResults } from 'axe-core';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** Debian's, unless `CHROMIUM` names another: none is downloaded. */
const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

// It asks for nothing by itself, and runs where there is no sandbox for root.
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** WCAG 2.2 at level AA, and what axe thinks wise besides. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** A browser with a fresh profile; it goes with the browser. */
export function openBrowser(flags: readonly string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: [...FLAGS, ...flags] });
}

/** What a person has: a browser of their own, and what it asked for from anywhere but the service. */
export interface Visitor {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Addresses outside the service that were asked for; there must be none. */
  readonly strangers: string[];
  /** What the browser complained of: scripts and styles that the policy refused, errors of scripts. */
  readonly complaints: string[];
}

/** @param origin of the service */
export async function aVisitor(browser: Browser, origin: string, options: BrowserContextOptions = {}): Promise<Visitor> {
  const context = await browser.newContext({ baseURL: origin, locale: 'en-GB', ...options });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const [strangers, complaints]: [string[], string[]] = [[], []];
  context.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`) && !request.url().startsWith('data:')) strangers.push(request.url());
  });
  page.on('console', (message) => {
    // That a page has a status of its own is no fault.
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return { context, page, strangers, complaints };
}

/** What axe finds wrong with the page as it stands: rule, element, why. Needs scripts, of the page's own or not. */
export async function faultsOfAccess(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  // Half way from one colour to another nothing is as it is meant to be.
  await page.evaluate('Promise.allSettled(document.getAnimations().map(({ finished }) => finished))');
  const results = await page.evaluate<AxeResults>(`axe.run({ runOnly: { type: 'tag', values: ${JSON.stringify(RULES)} } })`);
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary = '' }) => `${page.url()} ${id}: ${html.slice(0, 200)} ${failureSummary.slice(0, 300)}`),
  );
}

/** By how many pixels the page can be scrolled sideways; 0: it fits. */
export function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}
