import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, IsNull, MoreThan, Not } from 'typeorm';
import { insertIfNew } from '../platform/database/insert-if-new';
import { type Tx } from '../platform/database/transactions';
import { DomainError } from '../platform/problem/domain-error';
import { type SiteOrigins } from '../platform/http/listed-origins';
import { Site } from '../sites';
import { DEFAULT_SETTINGS } from './domain/settings';
import { listIn, RegistrationSettings } from './registration-settings.entity';

const NEVER_CHANGED = new Date(0);

/** A site that never changed its settings has no row: it has the defaults, as version 0. */
function defaultsOf(siteId: string): RegistrationSettings {
  return { ...DEFAULT_SETTINGS, siteId, version: 0, updatedAt: NEVER_CHANGED };
}

@Injectable()
export class RegistrationSettingsStore {
  constructor(private readonly dataSource: DataSource) {}

  /** The settings as they are now; inside a transaction, as that sees them. */
  async get(siteId: string, manager: EntityManager = this.dataSource.manager): Promise<RegistrationSettings> {
    return (await manager.findOneBy(RegistrationSettings, { siteId })) ?? defaultsOf(siteId);
  }

  /** The sites that have applications deleted which nobody activates: at most `limit` behind the id `after`, in the order of their ids. */
  async sitesDeletingUnactivated(limit: number, after: string): Promise<string[]> {
    const found = await this.dataSource.manager.find(RegistrationSettings, {
      select: { siteId: true },
      where: { deleteUnactivatedEnabled: true, siteId: MoreThan(after) },
      order: { siteId: 'ASC' },
      take: limit,
    });
    return found.map(({ siteId }) => siteId);
  }

  /** Settings of sites on which applicants are reminded before their application is deleted: at most `size`, in the order of the sites' ids. */
  withReminders(afterSiteId: string, size: number): Promise<RegistrationSettings[]> {
    return this.dataSource.manager.find(RegistrationSettings, {
      where: { siteId: MoreThan(afterSiteId), deleteUnactivatedEnabled: true, remindDaysBeforeDeletion: Not(IsNull()) },
      order: { siteId: 'ASC' },
      take: size,
    });
  }

  /**
   * The origins that sites list, of all sites that list any. Reads every row of the settings, one a site: to be asked now and
   * then, never for each request.
   */
  async frontEndOrigins(): Promise<SiteOrigins[]> {
    const rows = await this.dataSource.manager
      .createQueryBuilder(RegistrationSettings, 'settings')
      .innerJoin(Site, 'site', 'site.id = settings.siteId')
      .select(['site.slug AS slug', 'settings.frontEndOrigins AS origins'])
      .where("settings.frontEndOrigins <> ''")
      .getRawMany<{ slug: string; origins: string }>();
    return rows.map(({ slug, origins }) => ({ site: slug, origins: listIn(origins) }));
  }

  /** The settings, if they still are version `seen`. Throws `version-stale`. */
  async getSeen(tx: Tx, siteId: string, seen: number): Promise<RegistrationSettings> {
    const current = await this.get(siteId, tx);
    if (current.version !== seen) {
      throw new SettingsStale();
    }
    return current;
  }

  /** Writes `settings` as the version after `seen`. Throws `version-stale` when somebody else did so first. */
  async replace(tx: Tx, seen: number, settings: RegistrationSettings): Promise<void> {
    const written = seen === 0 ? await insertIfNew(tx, RegistrationSettings, settings) : await this.writeNext(tx, seen, settings);
    if (!written) {
      throw new SettingsStale();
    }
  }

  private async writeNext(tx: Tx, seen: number, { siteId, ...settings }: RegistrationSettings): Promise<boolean> {
    const { affected } = await tx.update(RegistrationSettings, { siteId, version: seen }, settings);
    return affected === 1;
  }
}

class SettingsStale extends DomainError {
  constructor() {
    super('version-stale', 'The settings have been changed since you read them. Read them again.');
  }
}
