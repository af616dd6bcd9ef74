const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** What makes up a mail. No scripts, forms, frames, or other documents. */
const ELEMENTS = words(`
  html head meta title style body div span p a br hr h1 h2 h3 h4 h5 h6 strong b em i u s small sub sup font center wbr
  ul ol li dl dt dd blockquote pre code table caption colgroup col thead tbody tfoot tr th td img
  bdi bdo abbr cite q time del ins mark address header footer main section article figure figcaption
`);

const ON_ANY_ELEMENT = words(`
  class id style title lang dir role align valign width height bgcolor border
  aria-label aria-hidden aria-describedby aria-labelledby
`);

const TABLE_CELL = words('colspan rowspan scope headers abbr');

const ON_ELEMENT: Readonly<Record<string, ReadonlySet<string>>> = {
  html: words('xmlns'),
  meta: words('charset name content'),
  style: words('type media'),
  body: words('link vlink alink text'),
  a: words('href target rel name'),
  img: words('src alt'),
  font: words('color face size'),
  ol: words('start type'),
  ul: words('type'),
  li: words('value'),
  table: words('cellpadding cellspacing summary'),
  col: words('span'),
  colgroup: words('span'),
  td: TABLE_CELL,
  th: TABLE_CELL,
  time: words('datetime'),
  hr: words('size color'),
};

/** Attributes that take a value in braces. */
export const MAY_BE_FILLED: ReadonlySet<string> = new Set(['title', 'alt', 'aria-label']);

const LINK = /^(?:https?:\/\/|mailto:|tel:|#)/i;
const PICTURE = /^https?:\/\//i;

// Ways to run code or to fetch more CSS; with escapes and comments they could be written so that no list has them.
const UNSAFE_IN_STYLE = /expression\s*\(|javascript:|vbscript:|behaviou?r\s*:|-moz-binding|@import|@charset|[\\<]/i;
const ADDRESSES_IN_STYLE = /url\(\s*(["']?)(.*?)\1\s*\)/gi;

export function isElementAllowed(element: string): boolean {
  return ELEMENTS.has(element);
}

export function isAttributeAllowed(element: string, attribute: string): boolean {
  return ON_ANY_ELEMENT.has(attribute) || (Object.hasOwn(ON_ELEMENT, element) && ON_ELEMENT[element]?.has(attribute) === true);
}

/** What an attribute that holds an address has to look like; null for all others. */
export function addressRule(element: string, attribute: string): RegExp | null {
  if (element === 'a' && attribute === 'href') {
    return LINK;
  }
  return element === 'img' && attribute === 'src' ? PICTURE : null;
}

export function isStyleSafe(css: string): boolean {
  const withoutComments = css.replace(/\/\*[\s\S]*?\*\//g, '');
  const addresses = [...withoutComments.matchAll(ADDRESSES_IN_STYLE)].map((match) => match[2] ?? '');
  return (
    !UNSAFE_IN_STYLE.test(css) && !UNSAFE_IN_STYLE.test(withoutComments) && addresses.every((address) => PICTURE.test(address))
  );
}
