import { Injectable } from '@nestjs/common';
import { type Locale, negotiateLocale } from '../platform/i18n';
import { Log } from '../platform/logging/log';
import { ApplicationFacts } from './application-facts';
import { type CompiledTemplate, compileTemplate, type RenderedMail } from './compiled-template';
import { type MailParams, type MailTemplate, type TemplateSource } from './domain/mail-templates';
import { contextOf } from './domain/template-context';
import { OF_THE_APPLICATION } from './domain/template-variables';
import { MailTexts, variablesIn } from './mail-texts';

export interface MailToWrite {
  readonly siteId: string;
  /** Null: it is about none. */
  readonly applicationId: string | null;
  readonly template: MailTemplate;
  /** The reader's language; the nearest one we have is taken. */
  readonly locale: string;
  readonly params: MailParams;
  /** To be written with these words instead: somebody tries them out. */
  readonly trial?: TemplateSource;
}

/** A written mail, and the language it is in. */
export type WrittenMail = RenderedMail & { readonly locale: Locale };

const UNKNOWN_TIME_ZONE = 'UTC';
const TRIAL_MARKS: Readonly<Record<Locale, string>> = { en: '[Test] ', ja: '［テスト］' };

/** A mail cannot be written, now or later. */
export class MailUnwritable extends Error {}

/**
 * Writes mails: with the site's own words in the reader's language, or the
 * built-in ones. A fault in a site's own words costs the mail its words, never
 * the reader the mail.
 */
@Injectable()
export class MailRenderer {
  constructor(
    private readonly texts: MailTexts,
    private readonly facts: ApplicationFacts,
    private readonly log: Log,
  ) {}

  /** Throws {@link MailUnwritable} for what cannot be written; any other fault, of the database, may pass. */
  async write(mail: MailToWrite): Promise<WrittenMail> {
    const locale = negotiateLocale(mail.locale);
    if (mail.trial !== undefined) {
      const trial = this.renderSource(mail.trial, { ...mail, locale });
      return { ...trial, subject: TRIAL_MARKS[locale] + trial.subject, locale };
    }
    const own = await this.texts.ownTemplate({ ...mail, locale });
    const written = own === null ? null : await this.tryOwn(own, mail, locale);
    return { ...(written ?? (await this.writeBuiltIn(mail, locale))), locale };
  }

  /** Writes with a source that nobody has saved. */
  renderSource(
    source: TemplateSource,
    { template, locale, params }: Pick<MailToWrite, 'template' | 'params'> & { readonly locale: Locale },
  ): RenderedMail {
    return compileTemplate(source, variablesIn(template, source)).render(contextOf(params, readingOf(params, locale)));
  }

  private async tryOwn(own: CompiledTemplate, mail: MailToWrite, locale: Locale): Promise<RenderedMail | null> {
    const params = await this.paramsFor(own, mail, locale);
    try {
      return own.render(contextOf(params, readingOf(params, locale)));
    } catch (error) {
      const { siteId, template } = mail;
      this.log.error('a site’s mail template cannot be filled; the built-in one is used', {
        siteId,
        template,
        locale,
        err: error,
      });
      return null;
    }
  }

  private async writeBuiltIn(mail: MailToWrite, locale: Locale): Promise<RenderedMail> {
    const builtIn = this.texts.builtInTemplate(mail.template, locale);
    const params = await this.paramsFor(builtIn, mail, locale);
    try {
      return builtIn.render(contextOf(params, readingOf(params, locale)));
    } catch (error) {
      throw new MailUnwritable('The mail cannot be written.', { cause: error });
    }
  }

  private async paramsFor({ uses }: CompiledTemplate, mail: MailToWrite, locale: Locale): Promise<MailParams> {
    const { siteId, applicationId, params } = mail;
    const asksForMore = [...uses].some((name) => OF_THE_APPLICATION.has(name.split('.', 1)[0] ?? ''));
    return asksForMore && applicationId !== null
      ? { ...(await this.facts.of({ siteId, applicationId, locale })), ...params }
      : params;
  }
}

function readingOf({ timeZone }: MailParams, locale: Locale): { locale: Locale; timeZone: string } {
  return { locale, timeZone: typeof timeZone === 'string' && timeZone !== '' ? timeZone : UNKNOWN_TIME_ZONE };
}
