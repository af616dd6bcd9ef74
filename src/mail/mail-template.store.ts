import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, LessThan } from 'typeorm';
import { insertIfNew } from '../platform/database/insert-if-new';
import { type Tx } from '../platform/database/transactions';
import { type Locale } from '../platform/i18n';
import { DomainError } from '../platform/problem/domain-error';
import { type MailTemplate, type TemplateSource } from './domain/mail-templates';
import { SiteMailTemplate } from './mail-template.entity';
import { MailTemplateVersion } from './mail-template-version.entity';

/** One template of one site, in one language. */
export interface TemplateKey {
  readonly siteId: string;
  readonly template: MailTemplate;
  readonly locale: Locale;
}

/** A template as somebody saved it. */
export interface SavedTemplate extends TemplateKey {
  readonly version: number;
  /** Null: as it is built in. */
  readonly source: TemplateSource | null;
  readonly savedAt: Date;
  readonly savedById: string;
  readonly savedByName: string;
}

const NOTHING_OF_ITS_OWN = { subject: null, text: null, html: null };

/** What sites have written in place of the built-in templates. */
@Injectable()
export class MailTemplateStore {
  constructor(private readonly dataSource: DataSource) {}

  /** As it was saved last; null when nobody ever has. Inside a transaction, as that sees it. */
  async find(
    { siteId, template, locale }: TemplateKey,
    manager: EntityManager = this.dataSource.manager,
  ): Promise<SavedTemplate | null> {
    const row = await manager.findOneBy(SiteMailTemplate, { siteId, template, locale });
    return row === null ? null : savedOf(row);
  }

  /** Every template of the site that somebody ever saved. */
  async ofSite(siteId: string, manager: EntityManager = this.dataSource.manager): Promise<SavedTemplate[]> {
    return (await manager.findBy(SiteMailTemplate, { siteId })).map(savedOf);
  }

  /** The versions before `before`, newest first. */
  async versions({ siteId, template, locale }: TemplateKey, limit: number, before: number): Promise<SavedTemplate[]> {
    const rows = await this.dataSource.manager.find(MailTemplateVersion, {
      where: { siteId, template, locale, version: LessThan(before) },
      order: { version: 'DESC' },
      take: limit,
    });
    return rows.map(savedOf);
  }

  async findVersion(tx: Tx, { siteId, template, locale }: TemplateKey, version: number): Promise<SavedTemplate | null> {
    const row = await tx.findOneBy(MailTemplateVersion, { siteId, template, locale, version });
    return row === null ? null : savedOf(row);
  }

  /** Saves what follows the version before it, here and in the history. Throws `version-stale` when somebody else did so first. */
  async add(tx: Tx, { source, ...saved }: SavedTemplate): Promise<void> {
    const row = { ...saved, ...(source ?? NOTHING_OF_ITS_OWN) };
    const isSaved = saved.version === 1 ? await insertIfNew(tx, SiteMailTemplate, row) : await this.replace(tx, row);
    if (!isSaved) {
      throw new TemplateStale();
    }
    await tx.insert(MailTemplateVersion, { ...row });
  }

  private async replace(tx: Tx, { siteId, template, locale, ...row }: SiteMailTemplate): Promise<boolean> {
    const seen = { siteId, template, locale, version: row.version - 1 };
    const { affected } = await tx.update(SiteMailTemplate, seen, row);
    return affected === 1;
  }
}

export class TemplateStale extends DomainError {
  constructor() {
    super('version-stale', 'The template has been changed since you read it. Read it again.');
  }
}

function savedOf({ subject, text, html, ...row }: SiteMailTemplate): SavedTemplate {
  return { ...row, source: subject === null || text === null || html === null ? null : { subject, text, html } };
}
