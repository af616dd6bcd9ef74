import { parse, type DefaultTreeAdapterMap } from 'parse5';

type Element = DefaultTreeAdapterMap['element'];
type Node = DefaultTreeAdapterMap['node'];

/** What a browser shows: an answer, read. */
export interface Page {
  readonly status: number;
  readonly url: string;
  readonly headers: Headers;
  readonly html: string;
  readonly title: string;
  readonly lang: string;
  /** What there is to read, without markup. */
  readonly text: string;
  readonly forms: readonly Form[];
  readonly links: readonly string[];
}

/** A form as it was drawn: where it goes, and what is in it. */
interface Form {
  readonly action: string;
  readonly values: Readonly<Record<string, string>>;
  readonly buttons: readonly { readonly text: string; readonly action: string; readonly name: string; readonly value: string }[];
}

/** A browser without scripts: it keeps cookies, follows redirects, and sends forms as they were drawn. */
export class Browser {
  /** Every cookie it was sent, as it was sent. */
  readonly received: string[] = [];
  private readonly cookies = new Map<string, { readonly name: string; readonly value: string; readonly path: string }>();

  constructor(
    readonly origin: string,
    private readonly headers: Record<string, string> = {},
    /** Where people reach the service; what comes before a path there is taken off by a proxy. */
    publicBaseUrl = origin,
  ) {
    this.basePath = new URL(publicBaseUrl).pathname.replace(/\/$/, '');
  }

  private readonly basePath: string;

  /** What it sends with a request for `path`. */
  cookiesFor(path: string): string {
    const sent = [...this.cookies.values()].filter(
      (cookie) => cookie.path === '/' || `${this.basePath}${path}/`.startsWith(`${cookie.path}/`),
    );
    return sent.map(({ name, value }) => `${name}=${value}`).join('; ');
  }

  open(path: string): Promise<Page> {
    return this.ask('GET', path);
  }

  /** Presses the button with this text, or the first one, of the first form that posts. */
  press(page: Page, typed: Record<string, string | null> = {}, button?: string): Promise<Page> {
    const { form, pressed } = buttonOn(page, button);
    const sent = Object.entries({ ...form.values, ...typed }).filter((entry): entry is [string, string] => entry[1] !== null);
    return this.post(pressed.action, Object.fromEntries(pressed.name === '' ? sent : [...sent, [pressed.name, pressed.value]]));
  }

  post(path: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Page> {
    // As browsers do from a page that says `no-referrer`.
    return this.ask('POST', path, new URLSearchParams(fields).toString(), {
      'content-type': 'application/x-www-form-urlencoded',
      origin: 'null',
      'sec-fetch-site': 'same-origin',
      ...headers,
    });
  }

  /** One request; a redirect is followed with GET. */
  private async ask(
    method: string,
    path: string,
    body: string | null = null,
    headers: Record<string, string> = {},
  ): Promise<Page> {
    const asked = new URL(path, this.origin);
    const isBelow = asked.pathname.startsWith(`${this.basePath}/`);
    const url = new URL(isBelow ? asked.href.replace(`${asked.origin}${this.basePath}`, asked.origin) : asked.href);
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      headers: { accept: 'text/html', cookie: this.cookiesFor(url.pathname), ...this.headers, ...headers },
      body,
    });
    this.keep(response.headers.getSetCookie());
    const location = response.headers.get('location');
    if (response.status === 303 && location !== null) return this.ask('GET', new URL(location, response.url).href);
    return readPage(response.status, response.url, response.headers, await response.text());
  }

  private keep(cookies: readonly string[]): void {
    this.received.push(...cookies);
    for (const cookie of cookies) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      const [, path = '/'] = /; path=([^;]*)/i.exec(cookie) ?? [];
      if (/; max-age=0(;|$)/i.test(cookie)) this.cookies.delete(`${name} ${path}`);
      else this.cookies.set(`${name} ${path}`, { name, value, path });
    }
  }
}

function buttonOn(page: Page, text: string | undefined): { form: Form; pressed: Form['buttons'][number] } {
  for (const form of page.forms) {
    const pressed = form.buttons.find((button) => text === undefined || button.text === text);
    if (pressed !== undefined) return { form, pressed };
  }
  throw new Error(`No button “${text ?? ''}” on this page:\n${page.html}`);
}

/** Where the links in a piece of HTML lead. */
export function linksIn(html: string): string[] {
  return elementsOf(parse(html)).flatMap((element) => (element.tagName === 'a' ? (attributeOf(element, 'href') ?? []) : []));
}

function readPage(status: number, url: string, headers: Headers, html: string): Page {
  const elements = elementsOf(parse(html));
  const named = (name: string): Element[] => elements.filter(({ tagName }) => tagName === name);
  return {
    status,
    url,
    headers,
    html,
    title: textOf(named('title')[0]),
    lang: attributeOf(named('html')[0], 'lang') ?? '',
    text: textOf(named('body')[0]),
    forms: named('form')
      .filter((form) => attributeOf(form, 'method') === 'post')
      .map((form) => formOf(form, elements)),
    links: linksIn(html),
  };
}

function formOf(form: Element, all: readonly Element[]): Form {
  const action = attributeOf(form, 'action') ?? '';
  const inside = elementsOf(form);
  const id = attributeOf(form, 'id');
  const owned = [...inside, ...all.filter((each) => id !== undefined && attributeOf(each, 'form') === id)];
  return {
    action,
    values: Object.fromEntries(inside.flatMap(controlOf)),
    buttons: owned
      .filter(({ tagName }) => tagName === 'button')
      .map((button) => ({
        text: textOf(button),
        action: attributeOf(button, 'formaction') ?? action,
        name: attributeOf(button, 'name') ?? '',
        value: attributeOf(button, 'value') ?? '',
      })),
  };
}

function controlOf(element: Element): [string, string][] {
  const name = attributeOf(element, 'name');
  const value = READERS[element.tagName]?.(element);
  return name === undefined || value === undefined ? [] : [[name, value]];
}

const READERS: Readonly<Record<string, (element: Element) => string | undefined>> = {
  input: (element) => {
    const isBox = /^(checkbox|radio)$/.test(attributeOf(element, 'type') ?? '');
    if (isBox && attributeOf(element, 'checked') === undefined) return undefined;
    return attributeOf(element, 'value') ?? (isBox ? 'on' : '');
  },
  select: (element) => {
    const chosen = elementsOf(element).find((option) => attributeOf(option, 'selected') !== undefined);
    return attributeOf(chosen, 'value') ?? '';
  },
  textarea: (element) => textOf(element, false),
};

function elementsOf(node: Node): Element[] {
  const children = 'childNodes' in node ? node.childNodes : [];
  return children.flatMap((child) => ('tagName' in child ? [child, ...elementsOf(child)] : []));
}

function textOf(node: Node | undefined, isTidied = true): string {
  if (node === undefined) return '';
  if ('value' in node) return node.value;
  const text = 'childNodes' in node ? node.childNodes.map((child) => textOf(child, false)).join('') : '';
  return isTidied ? text.replaceAll(/\s+/g, ' ').trim() : text;
}

const attributeOf = (element: Element | undefined, name: string): string | undefined =>
  element?.attrs.find((attribute) => attribute.name === name)?.value;
