import { type Declaration, parse, type Rule } from 'postcss';
import { type FieldFault } from '../platform/problem/field-fault';
import { faultAt, placeOf } from './place';
import { type ElementTag, type HtmlReading } from './template-html';

const MOST_RULES = 200;

/** `p`, `.button`, `td.total`: what can be told from a tag alone. All else stays in the style element, for programs that read it. */
const SIMPLE_SELECTOR = /^([a-z][a-z0-9]*)?((?:\.[\w-]+)*)$/i;

interface InlineRule {
  readonly element: string | null;
  readonly classes: readonly string[];
  readonly declarations: string;
}

/** What is wrong with the CSS of a template. */
export function faultsOfCss(source: string, { styles }: HtmlReading): readonly FieldFault[] {
  return styles.flatMap(({ css, start }): FieldFault[] => {
    try {
      const rules = parse(css).nodes.flatMap((node) => (node.type === 'rule' ? node.selectors : [node.type]));
      return rules.length > MOST_RULES ? [{ code: 'template-too-complex' }] : [];
    } catch (error) {
      const { line = 1, column = 1 } = error as { line?: number; column?: number };
      return [faultAt('html-style-not-allowed', placeOf(source, start + offsetOf(css, line, column)))];
    }
  });
}

/**
 * Writes the styles of a template into the tags they are for, since many mail
 * programs read no others. Only `style` attributes are added or made longer:
 * everything else stays as it was written, what is in braces above all.
 */
export function inlineCss(source: string, { tags, styles }: HtmlReading): string {
  const rules = styles.flatMap(({ css }) => parse(css).nodes).flatMap((node) => (node.type === 'rule' ? rulesOf(node) : []));
  // A stable sort: of equally weighty rules the later one wins.
  const byWeight = rules.sort((one, other) => weightOf(one) - weightOf(other));
  return tags.reduceRight((html, tag) => {
    const style = byWeight.filter((rule) => isFor(tag, rule)).map(({ declarations }) => declarations);
    return style.length === 0 ? html : withStyle(html, tag, style.join('; '));
  }, source);
}

function rulesOf(rule: Rule): InlineRule[] {
  const declarations = rule.nodes
    .filter((node): node is Declaration => node.type === 'decl' && !node.important)
    .map(({ prop, value }) => `${prop}: ${value.replace(/\s+/g, ' ')}`)
    .join('; ');
  return rule.selectors.flatMap((selector) => {
    const [matched, element, classes = ''] = SIMPLE_SELECTOR.exec(selector) ?? [];
    if (matched === undefined || matched === '' || declarations === '') {
      return [];
    }
    return [{ element: element?.toLowerCase() ?? null, classes: classes.split('.').slice(1), declarations }];
  });
}

function weightOf({ element, classes }: InlineRule): number {
  return classes.length * 100 + (element === null ? 0 : 1);
}

function isFor(tag: ElementTag, { element, classes }: InlineRule): boolean {
  const own = (tag.attributes.get('class') ?? '').split(/\s+/);
  return (element === null || element === tag.name) && classes.every((each) => own.includes(each));
}

/** Its own style comes last, and wins. */
function withStyle(html: string, { name, attributes, start, style }: ElementTag, css: string): string {
  const own = attributes.get('style')?.trim() ?? '';
  const attribute = `style="${escaped(own === '' ? css : `${css}; ${own}`)}"`;
  if (style !== null) {
    return html.slice(0, style.start) + attribute + html.slice(style.end);
  }
  const behindName = start + 1 + name.length;
  return `${html.slice(0, behindName)} ${attribute}${html.slice(behindName)}`;
}

function escaped(css: string): string {
  return css.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}

function offsetOf(css: string, line: number, column: number): number {
  const before = css.split('\n').slice(0, line - 1);
  return before.reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
}
