import { Injectable } from '@nestjs/common';
import { type Tx } from '../platform/database/transactions';
import { LOCALES } from '../platform/i18n';
import { compileTemplate } from './compiled-template';
import { MAIL_TEMPLATES, type MailTemplate } from './domain/mail-templates';
import { MailTemplateStore, type SavedTemplate } from './mail-template.store';
import { MailTexts, variablesIn } from './mail-texts';

/** A template is filled with the value of a variable. */
export interface VariableUse {
  readonly variable: string;
  readonly template: string;
}

/** What a site's mails are filled with. Who takes a value away asks here first. */
@Injectable()
export class MailTemplateVariables {
  constructor(
    private readonly saved: MailTemplateStore,
    private readonly texts: MailTexts,
  ) {}

  /** Every use of a variable in the templates of a site: its own, and the built-in ones that it has not replaced. */
  async inUse(tx: Tx, siteId: string): Promise<readonly VariableUse[]> {
    const own = new Map((await this.saved.ofSite(siteId, tx)).map((each) => [`${each.template} ${each.locale}`, each]));
    return MAIL_TEMPLATES.flatMap((template) => {
      const uses = LOCALES.map((locale) => this.usesOf(own.get(`${template} ${locale}`)) ?? this.builtInUses(template, locale));
      return [...new Set(uses.flatMap((each) => [...each]))].map((variable) => ({ variable, template }));
    });
  }

  private builtInUses(template: MailTemplate, locale: (typeof LOCALES)[number]): ReadonlySet<string> {
    return this.texts.builtInTemplate(template, locale).uses;
  }

  private usesOf(saved: SavedTemplate | undefined): ReadonlySet<string> | null {
    return saved?.source == null ? null : compileTemplate(saved.source, variablesIn(saved.template, saved.source)).uses;
  }
}
