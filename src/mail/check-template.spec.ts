import { type MailTemplate, type TemplateSource } from './domain/mail-templates';
import { answerVariable, TEMPLATE_VARIABLES } from './domain/template-variables';
import { faultsOf } from './check-template';

const COMPANY = answerVariable('company', { en: 'Company', ja: '会社名' });
const GOOD: TemplateSource = { subject: 'Hello', text: 'Hello', html: '<p>Hello</p>' };

function faults(part: Partial<TemplateSource>, template: MailTemplate = 'approved'): string[] {
  return faultsOf({ ...GOOD, ...part }, [...TEMPLATE_VARIABLES[template], COMPANY]).map(({ part, fault: { code, facts } }) =>
    [part, code, ...(facts?.['line'] === undefined ? [] : [`${facts['line']}:${String(facts['column'])}`])].join(' '),
  );
}

describe('a template', () => {
  it.each([
    'Plain text, “quoted”, with } and { and $& in it',
    'Hello {{name}}, {{ loginId }}',
    '{{#if reason}}a{{else}}b{{/if}}',
    '{{#unless logInUrl}}a{{/unless}}',
    '{{#if name}}{{#if loginId}}x{{else if logInUrl}}y{{/if}}{{/if}}',
    '{{answers.company}}',
    '{{! a comment }}{{!-- {{anything}} --}}',
  ])('may say %j', (text) => {
    const variables = text.includes('reason') ? 'not-approved' : 'approved';
    expect(faults({ text }, variables)).toEqual([]);
    expect(faults({ html: `<p>${text.replace('&', '&amp;')}</p>` }, variables)).toEqual([]);
  });

  it('may go through a list', () => {
    const text = '{{#each applications}}{{name}}{{#if groupName}} ({{groupName}}){{/if}}\n{{else}}None at {{siteName}}.{{/each}}';
    expect(faults({ text, html: `<ul>${text}</ul>` }, 'application-digest')).toEqual([]);
  });

  it.each([
    ['template-syntax 2:12', 'a\n  {{#if x}}'],
    ['template-syntax 1:4', '{{#if name}}{{/each}}'],
    ['template-syntax 2:2', 'a {{name}} \n {{/if}}'],
    ['template-syntax 1:7', '{{name}'],
    ['template-syntax 1:3', '{{}}'],
    ['template-variable-unknown 1:3', '{{password}}'],
    ['template-variable-unknown 2:6', 'a\nb: {{nam}}'],
    ['template-variable-unknown 1:3', '{{answers.secret}}'],
    ['template-variable-unknown 1:3', '{{answers}}'],
    ['template-variable-unknown 1:3', '{{constructor}}'],
    ['template-variable-unknown 1:3', '{{__proto__}}'],
    ['template-variable-unknown 1:3', '{{name.length}}'],
    ['template-variable-unknown 1:3', '{{this}}'],
    ['template-variable-unknown 1:3', '{{this.name}}'],
    ['template-variable-unknown 1:3', '{{./name}}'],
    ['template-variable-unknown 1:3', '{{../name}}'],
    ['template-variable-unknown 1:3', '{{@root.name}}'],
    ['template-variable-unknown 1:7', '{{#if reason}}a{{/if}}'],
    ['template-construct-not-allowed 1:1', '{{{name}}}'],
    ['template-construct-not-allowed 1:1', '{{&name}}'],
    ['template-construct-not-allowed 2:1', '\n{{> partial}}'],
    ['template-construct-not-allowed 1:1', '{{#> layout}}a{{/layout}}'],
    ['template-construct-not-allowed 1:1', '{{* decorator}}'],
    ['template-construct-not-allowed 1:1', '{{#*inline "a"}}a{{/inline}}'],
    ['template-construct-not-allowed 1:1', '{{lookup name "x"}}'],
    ['template-construct-not-allowed 1:1', '{{log name}}'],
    ['template-construct-not-allowed 1:1', '{{#with name}}a{{/with}}'],
    ['template-construct-not-allowed 1:1', '{{#name}}a{{/name}}'],
    ['template-construct-not-allowed 1:1', '{{^name}}a{{/name}}'],
    ['template-construct-not-allowed 1:1', '{{#if name includeZero=true}}a{{/if}}'],
    ['template-construct-not-allowed 1:1', '{{#if name loginId}}a{{/if}}'],
    ['template-construct-not-allowed 1:7', '{{#if (lookup name "a")}}a{{/if}}'],
    ['template-construct-not-allowed 1:3', '{{"name"}}'],
    ['template-construct-not-allowed 1:3', '{{1}}'],
    ['template-construct-not-allowed 1:1', '{{{{raw}}}}{{{{/raw}}}}'],
    ['template-construct-not-allowed 1:1', '{{~name}}'],
    ['template-construct-not-allowed 1:1', '{{#if name~}}a{{/if}}'],
    ['template-construct-not-allowed 1:1', '{{#if name}}a{{~else}}b{{/if}}'],
    ['template-construct-not-allowed 1:3', 'a \\{{name}}'],
    ['template-variable-misplaced 1:9', '{{#each name}}a{{/each}}'],
    ['template-too-complex', '{{name}}'.repeat(2001)],
  ])('is refused as %s: %j', (fault, text) => {
    expect(faults({ text })).toContain(`text ${fault}`);
  });

  it('may be of limited depth', () => {
    const nested = (depth: number): string => '{{#if name}}'.repeat(depth) + '{{/if}}'.repeat(depth);
    expect(faults({ text: `a${nested(20)}` })).toEqual([]);
    for (const depth of [21, 1000]) {
      expect(faults({ text: `a${nested(depth)}` })[0]).toMatch(/^text template-too-complex/);
    }
  });

  it('within a list knows what the items have, and nothing else', () => {
    const text = '{{#each applications}}{{siteName}}{{/each}}{{applications}}';
    expect(faults({ text }, 'application-digest')).toEqual([
      'text template-variable-unknown 1:25',
      'text template-variable-misplaced 1:44',
    ]);
  });

  it.each([
    [{ text: ' \n' }, ['text required']],
    [{ text: 'x'.repeat(20_001) }, ['text too-long']],
    [{ text: 'x'.repeat(20_000) }, []],
    [{ html: 'x'.repeat(100_001) }, ['html too-long']],
    [{ subject: '' }, ['subject required']],
    [{ subject: '字'.repeat(200) }, []],
    [{ subject: 'x'.repeat(201) }, ['subject too-long']],
    [{ subject: 'a\nBcc: eve@evil.example' }, ['subject line-break']],
    [{ subject: 'a\u2028b' }, ['subject line-break']],
    [{ subject: '{{logInUrl}}' }, ['subject template-variable-misplaced 1:1']],
    [{ text: 'a\u0007' }, ['text control-characters']],
  ])('keeps to its limits: %#', (part, expected) => {
    expect(faults(part)).toEqual(expected);
  });

  it.each([
    ['without it', 'Hello', false],
    ['within a condition', '{{#if siteName}}{{activationUrl}}{{/if}}', false],
    ['in a question', '{{#if activationUrl}}a{{/if}}', false],
    ['in a comment', '{{! {{activationUrl}} }}', false],
    ['always', '{{activationUrl}}', true],
  ])('that needs the activation link is useless %s', (_, text, isFine) => {
    for (const template of ['activation', 'activation-reminder'] as const) {
      const expected = isFine ? [] : ['text template-variable-missing', 'html template-variable-missing'];
      expect(faults({ text, html: text }, template).filter((fault) => fault.endsWith('missing'))).toEqual(expected);
    }
  });

  it.each(['activation', 'activation-reminder', 'already-registered', 'already-confirmed'] as const)(
    'to an address that nobody has confirmed says nothing that was typed into the form: %s',
    (template) => {
      const typed = ['name', 'loginId', 'answers.company', 'displayName', 'reason'];
      const variables = TEMPLATE_VARIABLES[template].map(({ name }) => name);
      expect(variables.filter((name) => typed.includes(name) || name.startsWith('answers'))).toEqual([]);
    },
  );
});

describe('the HTML of a template', () => {
  it.each([
    '<!doctype html><html lang="en" dir="auto"><head><title>{{siteName}}</title></head><body><p>a</p></body></html>',
    '<a href="{{logInUrl}}">in</a><a href=\'{{ logInUrl }}\' title="{{name}}">in</a>',
    '<a href="https://example.com/?a=1&b=2#c">a</a><a href="mailto:a@example.com">b</a><a href="#top">c</a>',
    '<img src="https://example.com/a.png" alt="{{siteName}}" width="10">',
    '<table role="presentation"><tr><td colspan="2" style="color: red">a</td></tr></table>',
    '{{#if logInUrl}}<p>a</p>{{else}}<div>b</div>{{/if}}',
    '<style>p { color: red; background: url("https://example.com/a.png") } @media (max-width: 400px) { p { color: blue } }</style>',
  ])('may be %s', (html) => {
    expect(faults({ html })).toEqual([]);
  });

  it.each([
    ['html-element-not-allowed 2:1', '<p>a</p>\n<script>alert(1 < 2)</script>'],
    ['html-element-not-allowed 1:1', '<ScRiPt src=//evil.example></sCrIpT>'],
    ['html-element-not-allowed 1:1', '<form action="https://evil.example"></form>'],
    ['html-element-not-allowed 1:1', '<input name="password">'],
    ['html-element-not-allowed 1:1', '<iframe src="https://evil.example"></iframe>'],
    ['html-element-not-allowed 1:1', '<svg onload="alert(1)"></svg>'],
    ['html-element-not-allowed 1:1', '<math><mi></mi></math>'],
    ['html-element-not-allowed 1:1', '<link rel="stylesheet" href="https://evil.example">'],
    ['html-element-not-allowed 1:1', '<base href="https://evil.example">'],
    ['html-element-not-allowed 1:1', '<object data="x"></object>'],
    ['html-attribute-not-allowed 1:6', '<img onerror="alert(1)">'],
    ['html-attribute-not-allowed 3:1', '<p\nclass="a"\nonclick="alert(1)">a</p>'],
    ['html-attribute-not-allowed 1:4', '<p/onclick=alert(1)>a</p>'],
    ['html-attribute-not-allowed 1:7', '<meta http-equiv="refresh" content="0; url=https://evil.example">'],
    ['html-attribute-not-allowed 1:4', '<p href="https://example.com">a</p>'],
    ['html-address-not-allowed 1:4', '<a href="javascript:alert(1)">a</a>'],
    ['html-address-not-allowed 1:4', '<a href=" java&#x73;cript:alert(1)">a</a>'],
    ['html-address-not-allowed 1:4', '<a href="java\nscript:alert(1)">a</a>'],
    ['html-address-not-allowed 1:4', '<a href="data:text/html,a">a</a>'],
    ['html-address-not-allowed 1:4', '<a href="//evil.example">a</a>'],
    ['html-address-not-allowed 1:6', '<img src="data:image/svg+xml,a">'],
    ['html-address-not-allowed 1:4', '<a href="{{name}}">a</a>'],
    ['html-address-not-allowed 1:4', '<a href="{{logInUrl}}{{name}}">a</a>'],
    ['template-variable-misplaced 1:29', '<a href="https://example.com{{name}}">a</a>'],
    ['html-style-not-allowed 1:4', '<p style="width: expression(alert(1))">a</p>'],
    ['html-style-not-allowed 1:4', '<p style="background: url(javascript:alert(1))">a</p>'],
    ['html-style-not-allowed 1:8', '<style>@import "https://evil.example/a.css";</style>'],
    ['html-style-not-allowed 1:8', '<style>p { b\\65haviour: url(x) }</style>'],
    ['html-style-not-allowed 1:8', '<style>p { wid/**/th: exp/**/ression(1) }</style>'],
    ['html-style-not-allowed 2:3', '<style>\n  p { color: red</style>'],
    ['html-comment-not-allowed 1:1', '<!-- a -->'],
    ['html-comment-not-allowed 1:1', '<!--[if mso]><script></script><![endif]-->'],
    ['html-comment-not-allowed 1:1', '<?php a ?>'],
    ['html-malformed 1:12', '<p class="a'],
    ['html-malformed 1:19', '<p class="a" class="b">a</p>'],
    ['html-malformed 1:9', '<title>a'],
    ['template-variable-misplaced 1:10', '<p class={{name}}>a</p>'],
    ['template-variable-misplaced 1:11', '<p class="{{name}}">a</p>'],
    ['template-variable-misplaced 1:11', '<p title="{{#if name}}a{{/if}}">a</p>'],
    ['template-variable-misplaced 1:11', '<p style="{{name}}">a</p>'],
    ['template-variable-misplaced 1:8', '<style>{{name}}</style>'],
    ['template-variable-misplaced 1:8', '<title>{{#if name}}</title>a<title>{{/if}}</title>'],
    ['html-attribute-not-allowed 1:4', '<p {{name}}>a</p>'],
    ['html-attribute-not-allowed 1:4', '<p {{#if name}}onclick{{/if}}="alert(1)">a</p>'],
    ['html-element-not-allowed 1:1', '<{{#if name}}script{{/if}}>a'],
    ['html-element-not-allowed 1:13', '{{#if name}}<{{/if}}script>alert(1)'],
    ['html-element-not-allowed 1:1', '<p{{name}}>a</p>'],
    ['html-comment-not-allowed 1:1', '<!{{! }}script>'],
  ])('is refused as %s: %s', (fault, html) => {
    const found = faults({ html });
    expect(found.some((each) => each.startsWith(`html ${fault}`)) ? fault : found).toBe(fault);
  });

  it('may be of limited size', () => {
    expect(faults({ html: '<b>a</b>'.repeat(2001) })).toEqual(['html template-too-complex']);
    expect(faults({ html: `<style>${'p{color:red}'.repeat(201)}</style>` })).toEqual(['html template-too-complex']);
  });
});
