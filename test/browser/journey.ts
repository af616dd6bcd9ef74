import { type Browser, type Page } from 'playwright-core';
import { anApplicant, type ApplicantForm } from '../support/builders';
import { type ReceivedMail } from '../support/smtp-sink';
import { type Scene } from '../support/scene';
import { aVisitor, faultsOfAccess, sidewaysScroll, type Visitor } from './browser';

/** How somebody looks at the pages. */
export interface Eyes {
  readonly locale: 'en' | 'ja';
  readonly scripts: boolean;
  readonly width: number;
}

/** The links of a mail, each once. */
export function linksIn({ text, html }: Pick<ReceivedMail, 'text' | 'html'>): string[] {
  const found = `${text} ${html}`.match(/https?:\/\/[^\s"'<>]+/g) ?? [];
  return [...new Set(found.map((link) => link.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=')))];
}

/** Somebody in front of a browser, who looks hard at each page they come to. */
export class Person {
  /** What is wrong with the pages seen so far. */
  readonly faults: string[] = [];

  private constructor(
    private readonly scene: Scene,
    readonly visitor: Visitor,
    private readonly eyes: Eyes,
  ) {}

  static async with(scene: Scene, browser: Browser, eyes: Partial<Eyes> = {}): Promise<Person> {
    const { locale = 'en', scripts = true, width = 1280 } = eyes;
    const visitor = await aVisitor(browser, scene.service.baseUrl, {
      locale: locale === 'ja' ? 'ja-JP' : 'en-GB',
      javaScriptEnabled: scripts,
      viewport: { width, height: 800 },
    });
    return new Person(scene, visitor, { locale, scripts, width });
  }

  get page(): Page {
    return this.visitor.page;
  }

  async leaves(): Promise<void> {
    await this.visitor.context.close();
  }

  /** Opens an address of the service and looks at what comes; answers its status. */
  async opens(path: string): Promise<number> {
    const response = await this.page.goto(path);
    await this.looks();
    return response?.status() ?? 0;
  }

  /** Types what a form asks, as far as it is said. */
  async types(form: Partial<ApplicantForm>): Promise<void> {
    for (const [name, value] of Object.entries(form)) {
      const control = this.page.locator(`[name="${name}"]`);
      if (name !== 'signupUrl') await control.fill(value);
    }
  }

  /** Presses a button and looks at the page that comes. */
  async presses(button = 'main button[type=submit]:not(.plain)'): Promise<void> {
    await Promise.all([this.page.waitForEvent('load'), this.page.locator(button).first().click()]);
    await this.looks();
  }

  /** From the form to "look into your mailbox". */
  async applies(path: string, said: Partial<ApplicantForm> = {}): Promise<{ form: ApplicantForm; mail: ReceivedMail }> {
    const form = anApplicant(said);
    await this.opens(path);
    await this.types(form);
    await this.presses();
    await this.presses();
    expect(new URL(this.page.url()).pathname).toMatch(new RegExp(`^${path}/sent/[^/]+$`));
    expect(await this.page.locator('main').textContent()).toContain(form.email);
    return { form, mail: await this.scene.sink.waitForMail({ to: form.email }) };
  }

  /** Whether the page is one everybody can use, light and dark, and fits. */
  async looks(): Promise<void> {
    const { page, eyes } = this;
    expect(await page.locator('html').getAttribute('lang')).toBe(eyes.locale);
    const aside = await sidewaysScroll(page);
    if (aside > 0) this.faults.push(`${page.url()} is ${aside} pixels wider than ${eyes.width}`);
    if (!eyes.scripts) return;
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      this.faults.push(...(await faultsOfAccess(page)).map((fault) => `${colorScheme}: ${fault}`));
    }
  }

  /** Nothing was wrong, nobody else was asked for anything, and the browser had nothing to complain of. */
  expectAllWell(): void {
    const { strangers, complaints } = this.visitor;
    expect({ faults: [...new Set(this.faults)], strangers, complaints }).toEqual({ faults: [], strangers: [], complaints: [] });
  }
}
