import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import Handlebars, { type TemplateDelegate } from 'handlebars';
import { MAIL_TEMPLATES, type MailParams, type MailTemplate } from './domain/mail-templates';

export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

type Parts = Readonly<Record<keyof RenderedMail, TemplateDelegate>>;

const TEMPLATES = join(__dirname, 'templates');
const BUILT_IN_LOCALE = 'en';

/**
 * Makes mails of templates. All are compiled at start, so that a missing or
 * broken one stops the start instead of a mail; a variable that is not there is
 * an error, not an empty place.
 */
@Injectable()
export class MailRenderer {
  private readonly templates = new Map(MAIL_TEMPLATES.map((name) => [name, compile(name)]));

  render(template: MailTemplate, params: MailParams): RenderedMail {
    const parts = this.templates.get(template);
    if (parts === undefined) {
      throw new Error(`There is no mail template “${template}”.`);
    }
    return { subject: inOneLine(parts.subject(params)), text: parts.text(params), html: parts.html(params) };
  }
}

/** The parts of a built-in template, as they are written. */
export function sourcesOf(name: MailTemplate): RenderedMail {
  const read = (part: string): string => readFileSync(join(TEMPLATES, BUILT_IN_LOCALE, `${name}.${part}.hbs`), 'utf8');
  return { subject: read('subject'), text: read('text'), html: read('html') };
}

function compile(name: MailTemplate): Parts {
  const { subject, text, html } = sourcesOf(name);
  return {
    subject: Handlebars.compile(subject, { strict: true, noEscape: true }),
    text: Handlebars.compile(text, { strict: true, noEscape: true }),
    html: Handlebars.compile(html, { strict: true }),
  };
}

// A subject is one header line, whatever a name contains.
function inOneLine(subject: string): string {
  return subject.replace(/\s+/g, ' ').trim();
}
