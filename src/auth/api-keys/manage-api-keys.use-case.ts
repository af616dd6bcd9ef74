import { Injectable } from '@nestjs/common';
import { type Scope } from '../../platform/access/rights';
import { type SiteAccess } from '../../platform/access/staff-access';
import { Clock, HOURS, later } from '../../platform/clock/clock';
import { Transactions } from '../../platform/database/transactions';
import { keyIn, type Page, pageOf } from '../../platform/http/cursor';
import { Ids } from '../../platform/ids/ids';
import { DomainError } from '../../platform/problem/domain-error';
import { changesBetween, type HistoryFields, memberOfStaff, type Occurrence, SiteHistory } from '../../site-history';
import { newApiKey } from './api-key-text';
import { type ApiKey } from './api-key.entity';
import { ApiKeyStore } from './api-key.store';

const A_DAY = 24 * HOURS;
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

export interface ApiKeyWish {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly expiresInDays: number;
}

/** Administrators give the back end of their LMS a key, and take it away again. It counts from, and until, the next request. */
@Injectable()
export class ManageApiKeys {
  constructor(
    private readonly keys: ApiKeyStore,
    private readonly history: SiteHistory,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** Oldest first. Throws `validation-failed` for a cursor that is none. */
  async page(siteId: string, { limit, cursor }: { limit: number; cursor?: string | undefined }): Promise<Page<ApiKey>> {
    const rows = await this.keys.list(siteId, limit + 1, keyIn(cursor, UUID) ?? '');
    return pageOf(rows, limit, ({ id }) => id);
  }

  /** The key, and the text that is shown for the only time. */
  async create(wish: ApiKeyWish, by: SiteAccess): Promise<{ readonly key: ApiKey; readonly text: string }> {
    const createdAt = this.clock.now();
    const id = this.ids.at(createdAt);
    const { text, secretHash } = newApiKey(id);
    const key: ApiKey = {
      id,
      siteId: by.siteId,
      name: wish.name,
      secretHash,
      scopes: [...new Set(wish.scopes)].sort(),
      expiresAt: later(createdAt, wish.expiresInDays * A_DAY),
      lastUsedAt: null,
      createdAt,
      createdById: by.staffId,
      createdByName: by.name,
    };
    await this.transactions.run(async (tx) => {
      await this.keys.add(tx, key);
      const changes = changesBetween({}, fieldsOf(key));
      await this.history.record(tx, { ...aboutKey(by, id), event: 'create', changes });
    });
    return { key, text };
  }

  /** Throws `api-key-not-found`. */
  revoke(id: string, by: SiteAccess): Promise<void> {
    return this.transactions.run(async (tx) => {
      const key = await this.keys.remove(tx, by.siteId, id);
      if (key === null) {
        throw new DomainError('api-key-not-found', 'The site has no such API key.');
      }
      const changes = changesBetween(fieldsOf(key), { apiKeyId: null, name: null, scopes: null, expiresAt: null });
      await this.history.record(tx, { ...aboutKey(by, id), event: 'revoke', changes });
    });
  }
}

function aboutKey(by: SiteAccess, aboutId: string): Pick<Occurrence, 'siteId' | 'by'> & { subject: 'api-key'; aboutId: string } {
  return { siteId: by.siteId, subject: 'api-key', aboutId, by: memberOfStaff(by) };
}

function fieldsOf({ id, name, scopes, expiresAt }: ApiKey): HistoryFields {
  return { apiKeyId: id, name, scopes, expiresAt: expiresAt.toISOString() };
}
