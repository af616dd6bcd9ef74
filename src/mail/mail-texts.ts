import { Injectable } from '@nestjs/common';
import { type Locale, LOCALES } from '../platform/i18n';
import { Log } from '../platform/logging/log';
import { Remembered } from '../platform/memory/remembered';
import { builtInTemplate } from './built-in-templates';
import { type CompiledTemplate, compileTemplate } from './compiled-template';
import { MAIL_TEMPLATES, type MailTemplate, type TemplateSource } from './domain/mail-templates';
import { answerVariable, type TemplateVariable, TEMPLATE_VARIABLES, TEMPLATES_WITH_ANSWERS } from './domain/template-variables';
import { MailTemplateStore, type TemplateKey } from './mail-template.store';

const MOST_CHARACTERS_REMEMBERED = 10_000_000;

interface Ready {
  readonly template: CompiledTemplate;
  readonly length: number;
}

/** The templates that mails are written with, each compiled once. */
@Injectable()
export class MailTexts {
  // All are read at start, so that a missing one stops the start instead of a mail.
  private readonly builtIn = new Map(
    MAIL_TEMPLATES.flatMap((template) => LOCALES.map((locale) => [`${template} ${locale}`, builtInTemplate(template, locale)])),
  );
  private readonly remembered = new Remembered<Ready>(MOST_CHARACTERS_REMEMBERED, ({ length }) => length);

  constructor(
    private readonly saved: MailTemplateStore,
    private readonly log: Log,
  ) {}

  /** As it is built in. */
  builtInSource(template: MailTemplate, locale: Locale): TemplateSource {
    const source = this.builtIn.get(`${template} ${locale}`);
    if (source === undefined) {
      throw new Error(`There is no mail template “${template}”.`);
    }
    return source;
  }

  builtInTemplate(template: MailTemplate, locale: Locale): CompiledTemplate {
    return this.compiled(`${template} ${locale}`, this.builtInSource(template, locale), TEMPLATE_VARIABLES[template]);
  }

  /** What the site has written in its place; null where it has not, or where that is broken: then the log has it. */
  async ownTemplate(key: TemplateKey): Promise<CompiledTemplate | null> {
    const saved = await this.saved.find(key);
    if (saved?.source == null) {
      return null;
    }
    const { siteId, template, locale } = key;
    const { version } = saved;
    try {
      return this.compiled(`${template} ${locale} ${siteId} ${version}`, saved.source, variablesIn(template, saved.source));
    } catch (error) {
      this.log.error('a site’s mail template is broken; the built-in one is used', {
        siteId,
        template,
        locale,
        version,
        err: error,
      });
      return null;
    }
  }

  private compiled(key: string, source: TemplateSource, variables: readonly TemplateVariable[]): CompiledTemplate {
    const known = this.remembered.get(key);
    if (known !== undefined) {
      return known.template;
    }
    const length = source.subject.length + source.text.length + source.html.length;
    return this.remembered.keep(key, { template: compileTemplate(source, variables), length }).template;
  }
}

/** The variables of a saved template: of the answers those that it names, for they were there when it was checked. */
export function variablesIn(template: MailTemplate, source: TemplateSource): readonly TemplateVariable[] {
  const known = TEMPLATE_VARIABLES[template];
  if (!TEMPLATES_WITH_ANSWERS.includes(template)) {
    return known;
  }
  const keys = Object.values(source).flatMap((text) => [...text.matchAll(/\banswers\.(\w+)/g)].map(([, key = '']) => key));
  return [...known, ...[...new Set(keys)].map((key) => answerVariable(key, { en: key, ja: key }))];
}
