import Handlebars from 'handlebars';
import { addressesAmong } from './check-template';
import { MAIL_PARTS, type TemplateSource } from './domain/mail-templates';
import { inOneLine, type TemplateContext } from './domain/template-context';
import { type TemplateVariable } from './domain/template-variables';
import { inlineCss } from './inline-css';
import { readHtml } from './template-html';
import { readTemplate } from './template-language';

/** A mail's words, ready to be sent. */
export type RenderedMail = TemplateSource;

/** A template made ready once, to be filled many times. */
export interface CompiledTemplate {
  /** The variables of all parts. */
  readonly uses: ReadonlySet<string>;
  render(context: TemplateContext): RenderedMail;
}

// An engine of our own, which nothing can be registered with from elsewhere; without the helpers that templates may not use.
const engine = Handlebars.create();
for (const helper of ['with', 'lookup', 'log', 'blockHelperMissing', 'helperMissing']) {
  engine.unregisterHelper(helper);
}

const ONLY_THESE = {
  knownHelpersOnly: true,
  knownHelpers: { with: false, lookup: false, log: false, helperMissing: false, blockHelperMissing: false },
} as const;

/**
 * Compiles a template that has been checked; throws where it cannot. Values are
 * escaped in HTML and plain text elsewhere; one that is missing is an empty
 * place, for a mail with a gap is better than none.
 */
export function compileTemplate(source: TemplateSource, variables: readonly TemplateVariable[]): CompiledTemplate {
  const { subject, text } = source;
  const parts = {
    subject: engine.compile<TemplateContext>(subject, { ...ONLY_THESE, noEscape: true }),
    text: engine.compile<TemplateContext>(text, { ...ONLY_THESE, noEscape: true }),
    html: engine.compile<TemplateContext>(withInlinedCss(source.html, variables), ONLY_THESE),
  };
  return {
    uses: new Set(MAIL_PARTS.flatMap((part) => [...readTemplate(source[part], part, variables).uses])),
    render: (context) => ({
      subject: inOneLine(parts.subject(context)),
      text: parts.text(context),
      html: parts.html(context),
    }),
  };
}

function withInlinedCss(html: string, variables: readonly TemplateVariable[]): string {
  const { braces } = readTemplate(html, 'html', variables);
  return inlineCss(html, readHtml(html, braces, addressesAmong(variables)));
}
