import MarkdownIt, { type Token } from 'markdown-it';

// Every element that may come out, with the attributes it may have: what terms of use are made of.
const ELEMENTS = new Map<string, readonly string[]>([
  ['a', ['href', 'rel', 'target']],
  ['ol', ['start']],
]);
const PLAIN_ELEMENTS = 'p h1 h2 h3 h4 h5 h6 blockquote ul li hr br strong em s code pre table thead tbody tr th td'.split(' ');
for (const element of PLAIN_ELEMENTS) {
  ELEMENTS.set(element, []);
}

const LINK = /^(?:https?:\/\/|mailto:)\S/i;

const RENDERER = makeRenderer();

/**
 * Markdown (CommonMark, with tables) as HTML that is safe to show: no HTML of
 * the author's own, no images, links to http, https and mail addresses alone.
 *
 * Nothing has to be taken out afterwards: what comes out is made of the
 * elements above and of escaped characters, and of nothing else.
 */
export function htmlOf(markdown: string): string {
  return RENDERER.render(markdown);
}

function makeRenderer(): InstanceType<typeof MarkdownIt> {
  const renderer = new MarkdownIt('default', { html: false, linkify: false, typographer: false });
  renderer.disable(['image', 'html_inline', 'html_block']);
  renderer.validateLink = (url) => LINK.test(url);
  renderer.core.ruler.push('known_elements', ({ tokens }) => {
    tokens.forEach(keepWhatIsKnown);
  });
  return renderer;
}

function keepWhatIsKnown(token: Token): void {
  if (token.type === 'fence') {
    // Code like any other: the language somebody names would become a class.
    token.type = 'code_block';
  }
  if (token.type === 'link_open') {
    setLink(token);
  }
  const attributes = ELEMENTS.get(token.tag);
  if (token.tag !== '' && attributes === undefined) {
    throw new Error(`Markdown has made an element that is not known here: ${token.tag}.`);
  }
  token.attrs = token.attrs?.filter(([name]) => attributes?.includes(name)) ?? null;
  token.children?.forEach(keepWhatIsKnown);
}

function setLink(token: Token): void {
  const address = String(token.attrGet('href') ?? '');
  // The page behind must not reach back to the form, and the form must not be lost for it.
  token.attrs = LINK.test(address)
    ? [
        ['href', address],
        ['rel', 'noopener noreferrer'],
        ['target', '_blank'],
      ]
    : [];
}
