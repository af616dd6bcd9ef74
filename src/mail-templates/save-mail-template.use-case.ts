import { Injectable } from '@nestjs/common';
import { MailTemplateStore, type TemplateKey, type TemplateSource, TemplateStale } from '../mail';
import { Clock } from '../platform/clock/clock';
import { Transactions, type Tx } from '../platform/database/transactions';
import { changesBetween, type HistoryActor, SiteHistory } from '../site-history';
import { SiteStore } from '../sites';
import { ensureAcceptable, tidied } from './ensure-acceptable';
import { TemplateVersionUnknown } from './mail-template.errors';
import { MailTemplatesReadModel, type TemplateView, type TemplateWords } from './mail-templates.read-model';

/** What is to become of a template: other words, those of an earlier version, or the built-in ones again. */
export type TemplateChange = { readonly source: TemplateSource } | { readonly version: number } | 'default';

export interface TemplateAuthor {
  readonly staffId: string;
  /** As they are called now. */
  readonly name: string;
  readonly by: HistoryActor;
}

/**
 * An administrator writes the site's own words for a mail, takes up earlier
 * ones, or goes back to the built-in ones. Each is a version of its own; none
 * is ever overwritten. Mails that have not been sent yet are sent in the new
 * words. What would not be accepted now is not taken up again either.
 */
@Injectable()
export class SaveMailTemplate {
  constructor(
    private readonly sites: SiteStore,
    private readonly templates: MailTemplateStore,
    private readonly readModel: MailTemplatesReadModel,
    private readonly history: SiteHistory,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Throws `version-stale`, `validation-failed`, `mail-template-version-not-found`. Saving what is there already changes nothing. */
  async execute(key: TemplateKey, seen: number, change: TemplateChange, author: TemplateAuthor): Promise<TemplateView> {
    const saved = await this.transactions.run(async (tx) => {
      // Forms are changed under the same lock: no field is taken out that a template is just beginning to use.
      await this.sites.getByIdLocked(tx, key.siteId);
      const current = await this.readModel.within(tx, key);
      if (current.version !== seen) {
        throw new TemplateStale();
      }
      const source = await this.wanted(tx, key, change);
      if (source !== null) {
        ensureAcceptable(source, current.variables);
      }
      return isAsItIs(current, source) ? current : this.save(tx, current, source, author);
    });
    return this.readModel.shown(saved);
  }

  private async wanted(tx: Tx, key: TemplateKey, change: TemplateChange): Promise<TemplateSource | null> {
    if (change === 'default') {
      return null;
    }
    if ('source' in change) {
      return tidied(change.source);
    }
    const found = await this.templates.findVersion(tx, key, change.version);
    if (found === null) {
      throw new TemplateVersionUnknown(change.version);
    }
    return found.source;
  }

  private async save(
    tx: Tx,
    current: TemplateWords,
    source: TemplateSource | null,
    author: TemplateAuthor,
  ): Promise<TemplateWords> {
    const { siteId, template, locale, version } = current;
    const key = { siteId, template, locale };
    const saved = { savedAt: this.clock.now(), savedById: author.staffId, savedByName: author.name };
    await this.templates.add(tx, { ...key, ...saved, version: version + 1, source });
    const field = `${template}.${locale}`;
    const changes = changesBetween(
      { [field]: version, [`${field}.isDefault`]: current.isDefault },
      { [field]: version + 1, [`${field}.isDefault`]: source === null },
    );
    await this.history.record(tx, { siteId, subject: 'mail-template', event: 'change', by: author.by, changes });
    return this.readModel.within(tx, key);
  }
}

function isAsItIs(current: TemplateWords, wanted: TemplateSource | null): boolean {
  if (wanted === null) {
    return current.isDefault;
  }
  const { subject, text, html } = current.source;
  return wanted.subject === subject && wanted.text === text && wanted.html === html;
}
