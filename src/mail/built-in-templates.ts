import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Locale } from '../platform/i18n';
import { type MailTemplate, type TemplateSource } from './domain/mail-templates';

const FOLDER = join(__dirname, 'templates');

const FOOTERS: Readonly<Record<Locale, string>> = {
  en: 'This mail was written by a machine.',
  ja: 'このメールは自動送信されています。',
};

/** A template as it is where a site has written nothing of its own: its words within the one layout, as authors get to see it. */
export function builtInTemplate(name: MailTemplate, locale: Locale): TemplateSource {
  const read = (part: string): string => readFileSync(join(FOLDER, locale, `${name}.${part}.hbs`), 'utf8').trimEnd();
  const subject = read('subject');
  const places: Readonly<Record<string, string>> = {
    lang: locale,
    subject,
    content: read('html'),
    footer: FOOTERS[locale],
  };
  const layout = readFileSync(join(FOLDER, 'layout.html.hbs'), 'utf8');
  return {
    subject,
    text: `${read('text')}\n`,
    html: layout.replace(/\[\[(\w+)\]\]/g, (_, place: string) => places[place] ?? ''),
  };
}
