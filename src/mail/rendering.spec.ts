import fc from 'fast-check';
import { parse } from 'parse5';
import { LOCALES } from '../platform/i18n';
import { builtInTemplate } from './built-in-templates';
import { compileTemplate, type RenderedMail } from './compiled-template';
import { MAIL_TEMPLATES, type MailParam, type MailTemplate } from './domain/mail-templates';
import { sampleParams } from './domain/sample-params';
import { contextOf } from './domain/template-context';
import { answerVariable, TEMPLATE_VARIABLES } from './domain/template-variables';

const COMPANY = answerVariable('company', { en: 'Company', ja: '会社名' });
const READING = { locale: 'en', timeZone: 'UTC' } as const;

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: fc.constantFrom(...'<>"\'`={}&;/-!\r\n\t\u0000\u2028\u2029\u0085\u202e ab{{#if}}'), maxLength: 40 }),
  fc.constantFrom(
    '</title><script>alert(1)</script>',
    '--><img src=x onerror=alert(1)>',
    '"onmouseover="alert(1)',
    'Sam\r\nBcc: eve@evil.example\r\n\r\nHello',
    '{{{activationUrl}}}{{#each this}}{{@key}}{{/each}}',
  ),
);

interface Node {
  readonly nodeName: string;
  readonly attrs?: readonly { readonly name: string }[];
  readonly childNodes?: readonly Node[];
}

/** The elements, comments and attributes of a document, as a browser reads it; without its texts. */
function skeletonOf({ nodeName, attrs = [], childNodes = [] }: Node): unknown[] {
  const inner = childNodes.filter((child) => child.nodeName !== '#text').map(skeletonOf);
  return [nodeName, attrs.map(({ name }) => name), inner];
}

const linesOf = ({ text }: RenderedMail): number => text.split(/\r\n|[\r\n\u0085\u2028\u2029]/).length;

// What the service makes itself; all else comes from people.
const OURS = ['activationUrl', 'logInUrl', 'linkLifeInHours', 'appliedAt', 'deletionAt', 'sentAt'];

function filledWith(template: MailTemplate, text: string): Record<string, MailParam> {
  const replace = (name: string, value: MailParam): MailParam => {
    if (typeof value === 'string') return OURS.includes(name) ? value : `x${text}`;
    const all = (each: Readonly<Record<string, string>>): Record<string, string> =>
      Object.fromEntries(Object.entries(each).map(([key, inner]) => [key, replace(key, inner) as string]));
    return Array.isArray(value) ? value.map(all) : all(value as Readonly<Record<string, string>>);
  };
  const params = sampleParams([...TEMPLATE_VARIABLES[template], COMPANY], 'en');
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, replace(name, value)]));
}

describe('whatever people have written', () => {
  const own = {
    subject: '{{siteName}} {{name}} {{reason}} {{answers.company}}',
    text: '{{siteName}}\n{{name}}\n{{#if reason}}{{reason}}\n{{/if}}{{answers.company}}\n',
    html:
      '<title>{{name}}</title><p title="{{reason}}{{name}}">{{siteName}}<a href="https://a.example" title=\'{{name}}\'>{{name}}</a>' +
      '{{#if reason}}<b>{{reason}}</b>{{else}}<i>a</i>{{/if}}<img alt="{{answers.company}}">{{answers.company}}</p>',
  };
  const templates = [
    ...MAIL_TEMPLATES.flatMap((name) =>
      LOCALES.map(
        (locale) =>
          [`${name} ${locale}`, name, compileTemplate(builtInTemplate(name, locale), TEMPLATE_VARIABLES[name])] as const,
      ),
    ),
    ['a site’s own', 'not-approved', compileTemplate(own, [...TEMPLATE_VARIABLES['not-approved'], COMPANY])] as const,
  ];

  it.each(templates)('becomes no header, no line and no element of a mail: %s', (_, template, compiled) => {
    const harmless = compiled.render(contextOf(filledWith(template, 'a'), READING));
    const skeleton = skeletonOf(parse(harmless.html));
    fc.assert(
      fc.property(hostile, (text) => {
        const mail = compiled.render(contextOf(filledWith(template, text), READING));
        expect(mail.subject).not.toMatch(/[\p{Control}\u2028\u2029]/u);
        expect(linesOf(mail)).toBe(linesOf(harmless));
        expect(skeletonOf(parse(mail.html) as Node)).toEqual(skeleton);
      }),
      { numRuns: 60 },
    );
  });

  it('is never read as a template', () => {
    const compiled = compileTemplate(own, [...TEMPLATE_VARIABLES['not-approved'], COMPANY]);
    const { subject } = compiled.render(contextOf(filledWith('not-approved', '{{logInUrl}}'), READING));
    expect(subject).toBe('x{{logInUrl}} x{{logInUrl}} x{{logInUrl}} x{{logInUrl}}');
  });
});

describe('the CSS of a template', () => {
  const htmlOf = (html: string): string => compileTemplate({ subject: 'a', text: 'a', html }, []).render({}).html;

  it('is written into the tags: the weightier later, the tag’s own last', () => {
    const css = '.a { color: red; margin: 0 } p { color: blue } p.a { color: green } .b, i { top: 0 }';
    expect(htmlOf(`<style>${css}</style><p class="a" style="left: 1px">x</p><i>y</i><u>z</u>`)).toBe(
      `<style>${css}</style><p class="a" style="color: blue; color: red; margin: 0; color: green; left: 1px">x</p>` +
        '<i style="top: 0">y</i><u>z</u>',
    );
  });

  it('stays where it is if a tag alone does not tell whom it is for', () => {
    const html =
      '<style>a:hover { color: red } p b { top: 0 } @media (max-width: 1px) { p { top: 0 } } p { top: 1px !important }</style><p>x</p>';
    expect(htmlOf(html)).toBe(html);
  });

  it('cannot break out of the attribute', () => {
    expect(htmlOf('<style>p { font-family: "A&B", \'C\' }</style><p>x</p>')).toContain(
      '<p style="font-family: &quot;A&amp;B&quot;, \'C\'">x</p>',
    );
  });
});
