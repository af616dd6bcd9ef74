import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { insertIfNew } from '../platform/database/insert-if-new';
import { type Tx } from '../platform/database/transactions';
import { DomainError } from '../platform/problem/domain-error';
import { NO_BRANDING } from './domain/branding';
import { SiteBranding } from './site-branding.entity';
import { SiteLogo } from './site-logo.entity';

const NEVER_CHANGED = new Date(0);

@Injectable()
export class SiteBrandingStore {
  constructor(private readonly dataSource: DataSource) {}

  /** The branding as it is now; inside a transaction, as that sees it. A site without any has version 0. */
  async get(siteId: string, manager: EntityManager = this.dataSource.manager): Promise<SiteBranding> {
    return (await manager.findOneBy(SiteBranding, { siteId })) ?? noneOf(siteId);
  }

  /** As {@link get}, if it still is version `seen`. Throws `version-stale`. */
  async getSeen(tx: Tx, siteId: string, seen: number): Promise<SiteBranding> {
    const current = await this.get(siteId, tx);
    if (current.version !== seen) {
      throw new BrandingStale();
    }
    return current;
  }

  /** Writes `branding` as the version after `seen`. Throws `version-stale` when somebody else did so first. */
  async replace(tx: Tx, seen: number, { siteId, ...columns }: SiteBranding): Promise<void> {
    const written =
      seen === 0
        ? await insertIfNew(tx, SiteBranding, { siteId, ...columns })
        : (await tx.update(SiteBranding, { siteId, version: seen }, columns)).affected === 1;
    if (!written) {
      throw new BrandingStale();
    }
  }

  /** The bytes of the logo, in place of those there were; null: none. Only behind {@link replace}, which holds the row. */
  async replaceLogo(tx: Tx, siteId: string, bytes: Buffer | null): Promise<void> {
    await tx.delete(SiteLogo, { siteId });
    if (bytes !== null) {
      await tx.insert(SiteLogo, { siteId, bytes: bytes.toString('base64') });
    }
  }

  /** The bytes of the logo there is now; null: none. */
  async logoBytes(siteId: string): Promise<Buffer | null> {
    const logo = await this.dataSource.manager.findOneBy(SiteLogo, { siteId });
    return logo === null ? null : Buffer.from(logo.bytes, 'base64');
  }
}

class BrandingStale extends DomainError {
  constructor() {
    super('version-stale', 'The branding has been changed since you read it. Read it again.');
  }
}

function noneOf(siteId: string): SiteBranding {
  return {
    ...NO_BRANDING,
    siteId,
    logoHash: null,
    logoMediaType: null,
    logoWidth: null,
    logoHeight: null,
    version: 0,
    updatedAt: NEVER_CHANGED,
  };
}
