import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { insertIfNew } from '../platform/database/insert-if-new';
import { type Tx } from '../platform/database/transactions';
import { DomainError } from '../platform/problem/domain-error';
import { type TermsText } from './domain/terms-text';
import { RegistrationTerms } from './registration-terms.entity';
import { Remembered } from '../platform/memory/remembered';

/** A site's terms of use as somebody saved them; revision 0, of a site that has none, nobody did. */
export interface SavedTerms {
  readonly revision: number;
  readonly enabled: boolean;
  readonly version: number;
  readonly text: TermsText;
  readonly publishedAt: Date | null;
}

const NONE: SavedTerms = { revision: 0, enabled: false, version: 0, text: { title: {}, markdown: {} }, publishedAt: null };

const MOST_CHARACTERS_REMEMBERED = 10_000_000;

@Injectable()
export class RegistrationTermsStore {
  private readonly remembered = new Remembered<{ readonly terms: SavedTerms; readonly length: number }>(
    MOST_CHARACTERS_REMEMBERED,
    ({ length }) => length,
  );

  constructor(private readonly dataSource: DataSource) {}

  /** The terms as they are now. */
  async current(siteId: string): Promise<SavedTerms> {
    const { manager } = this.dataSource;
    const revision = (await manager.maximum(RegistrationTerms, 'revision', { siteId })) ?? 0;
    const key = `${siteId} ${revision}`;
    const known = this.remembered.get(key);
    if (known !== undefined) {
      return known.terms;
    }
    const row = revision === 0 ? null : await manager.findOneBy(RegistrationTerms, { siteId, revision });
    return row === null ? NONE : this.remembered.keep(key, { terms: termsOf(row), length: row.text.length }).terms;
  }

  /** The terms as they are now, as the transaction sees them. */
  async currentWithin(tx: Tx, siteId: string): Promise<SavedTerms> {
    const [row] = await tx.find(RegistrationTerms, { where: { siteId }, order: { revision: 'DESC' }, take: 1 });
    return row === undefined ? NONE : termsOf(row);
  }

  /** Throws `version-stale` when somebody else has made this revision first. */
  async add(
    tx: Tx,
    terms: SavedTerms & { readonly publishedAt: Date },
    saved: Pick<RegistrationTerms, 'siteId' | 'createdAt' | 'createdById'>,
  ): Promise<void> {
    if (!(await insertIfNew(tx, RegistrationTerms, { ...terms, ...saved, text: JSON.stringify(terms.text) }))) {
      throw new TermsAreStale();
    }
  }
}

export class TermsAreStale extends DomainError {
  constructor() {
    super('version-stale', 'The terms of use have been changed since you read them. Read them again.');
  }
}

function termsOf({ revision, enabled, version, text, publishedAt }: RegistrationTerms): SavedTerms {
  return { revision, enabled, version, text: JSON.parse(text) as TermsText, publishedAt };
}
