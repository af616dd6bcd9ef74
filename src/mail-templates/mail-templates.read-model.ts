import { Injectable } from '@nestjs/common';
import {
  contextOf,
  TEMPLATES_OF_SITES,
  MailTemplateStore,
  MailTexts,
  type SavedTemplate,
  type TemplateKey,
  type TemplateSource,
  type TemplateVariable,
} from '../mail';
import { keyIn, type Page, pageOf } from '../platform/http/cursor';
import { LOCALES } from '../platform/i18n';
import { Transactions, type Tx } from '../platform/database/transactions';
import { SampleMails } from './sample-mails';
import { SiteVariables } from './site-variables';

/** A template as it is now. */
export interface TemplateState extends TemplateKey {
  /** 0: nobody has ever changed it. */
  readonly version: number;
  readonly isDefault: boolean;
  readonly saved: Pick<SavedTemplate, 'savedAt' | 'savedById' | 'savedByName'> | null;
}

/** A template with its words, and what they may be filled with. */
export interface TemplateWords extends TemplateState {
  readonly source: TemplateSource;
  readonly variables: readonly TemplateVariable[];
}

/** A template as its editor needs it. */
export interface TemplateView extends TemplateState {
  readonly source: TemplateSource;
  readonly shown: readonly ShownVariable[];
}

export interface ShownVariable {
  readonly variable: TemplateVariable;
  /** What it says in the preview. */
  readonly sample: string;
}

const FIRST_PAGE = 2 ** 31 - 1;
const A_VERSION = /^\d{1,9}$/;

/** What a site's staff asks about its mail templates. */
@Injectable()
export class MailTemplatesReadModel {
  constructor(
    private readonly saved: MailTemplateStore,
    private readonly texts: MailTexts,
    private readonly variables: SiteVariables,
    private readonly samples: SampleMails,
    private readonly transactions: Transactions,
  ) {}

  /** Every template in every language. */
  async all(siteId: string): Promise<TemplateState[]> {
    const own = new Map((await this.saved.ofSite(siteId)).map((each) => [`${each.template} ${each.locale}`, each]));
    return TEMPLATES_OF_SITES.flatMap((template) =>
      LOCALES.map((locale) => stateOf({ siteId, template, locale }, own.get(`${template} ${locale}`) ?? null)),
    );
  }

  async one(key: TemplateKey): Promise<TemplateView> {
    return this.shown(await this.transactions.run((tx) => this.within(tx, key)));
  }

  /** As the transaction sees it. */
  async within(tx: Tx, key: TemplateKey): Promise<TemplateWords> {
    const saved = await this.saved.find(key, tx);
    return {
      ...stateOf(key, saved),
      source: saved?.source ?? this.texts.builtInSource(key.template, key.locale),
      variables: await this.variables.of(tx, key.siteId, key.template),
    };
  }

  /** With what each variable says in the preview. Not inside a transaction. */
  async shown({ variables, ...words }: TemplateWords): Promise<TemplateView> {
    const { params, reading } = await this.samples.of(words, variables);
    const context = new Map(Object.entries(contextOf(params, reading)));
    return { ...words, shown: variables.map((variable) => ({ variable, sample: sampleText(variable, context) })) };
  }

  /** What was saved, newest first. Throws `validation-failed` for a cursor that is none. */
  async versions(key: TemplateKey, limit: number, cursor: string | undefined): Promise<Page<SavedTemplate>> {
    const before = keyIn(cursor, A_VERSION);
    const rows = await this.saved.versions(key, limit + 1, before === null ? FIRST_PAGE : Number(before));
    return pageOf(rows, limit, ({ version }) => String(version));
  }
}

function stateOf(key: TemplateKey, saved: SavedTemplate | null): TemplateState {
  return { ...key, version: saved?.version ?? 0, isDefault: saved?.source == null, saved };
}

function sampleText({ name }: TemplateVariable, context: ReadonlyMap<string, unknown>): string {
  const [outer = '', inner] = name.split('.');
  const value = context.get(outer);
  const text = inner === undefined ? value : (value as Readonly<Record<string, string>> | undefined)?.[inner];
  return typeof text === 'string' ? text : '';
}
