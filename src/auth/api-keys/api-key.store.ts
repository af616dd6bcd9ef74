import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { isoOf, preparedRead } from '../../platform/database/prepared-read';
import { type Tx } from '../../platform/database/transactions';
import { type Scope } from '../../platform/access/rights';
import { ApiKey } from './api-key.entity';

/** A key as every request with it has to know it. */
export interface KnownKey extends Pick<ApiKey, 'id' | 'siteId' | 'name' | 'secretHash' | 'scopes' | 'expiresAt' | 'lastUsedAt'> {
  /** The site of the path; null: there is no such site. */
  readonly pathSiteId: string | null;
}

type RawKey = Omit<KnownKey, 'scopes' | 'expiresAt' | 'lastUsedAt'> & {
  scopes: string;
  expiresAt: string;
  lastUsedAt: string | null;
};

@Injectable()
export class ApiKeyStore {
  constructor(private readonly dataSource: DataSource) {}

  add(tx: Tx, key: ApiKey): Promise<unknown> {
    return tx.insert(ApiKey, { ...key });
  }

  /** The key, and the site of the path; in one statement, as this is asked before every operation. */
  async findForPath(id: string, slug: string): Promise<KnownKey | null> {
    const [row] = await preparedRead<RawKey>(
      this.dataSource,
      `SELECT api_key.id, api_key.siteId, api_key.name, api_key.secretHash, api_key.scopes, api_key.expiresAt, api_key.lastUsedAt,
         site.id AS pathSiteId
       FROM api_keys AS api_key
       LEFT JOIN sites AS site ON site.slug = ?
       WHERE api_key.id = ?`,
      [slug, id],
    );
    if (row === undefined) {
      return null;
    }
    const { scopes, expiresAt, lastUsedAt, ...key } = row;
    return {
      ...key,
      scopes: scopes.split(',') as Scope[],
      expiresAt: new Date(isoOf(expiresAt)),
      lastUsedAt: lastUsedAt === null ? null : new Date(isoOf(lastUsedAt)),
    };
  }

  /** Says that the key was used, unless somebody has said so since `unlessSince`. */
  async noteUse(tx: Tx, id: string, usedAt: Date, unlessSince: Date): Promise<void> {
    await tx
      .createQueryBuilder()
      .update(ApiKey)
      .set({ lastUsedAt: usedAt })
      .where('id = :id AND (lastUsedAt IS NULL OR lastUsedAt < :unlessSince)', { id, unlessSince })
      .execute();
  }

  /** By id, the newest last, at most `limit` after `afterId`. */
  list(siteId: string, limit: number, afterId: string): Promise<ApiKey[]> {
    return this.dataSource.manager
      .createQueryBuilder(ApiKey, 'api_key')
      .where('api_key.siteId = :siteId AND api_key.id > :afterId', { siteId, afterId })
      .orderBy('api_key.id')
      .limit(limit)
      .getMany();
  }

  /** Answers the key that is no more; null when the site has no such key. */
  async remove(tx: Tx, siteId: string, id: string): Promise<ApiKey | null> {
    const key = await tx.findOneBy(ApiKey, { siteId, id });
    return key !== null && (await tx.delete(ApiKey, { siteId, id })).affected === 1 ? key : null;
  }
}
