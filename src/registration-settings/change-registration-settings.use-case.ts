import { Injectable } from '@nestjs/common';
import { StaffStore } from '../auth';
import { Clock } from '../platform/clock/clock';
import { Config } from '../platform/config/config';
import { Transactions } from '../platform/database/transactions';
import { ListedOrigins } from '../platform/http/listed-origins';
import { DomainError } from '../platform/problem/domain-error';
import { changesBetween, type HistoryActor, SiteHistory } from '../site-history';
import { type Site, SiteStore } from '../sites';
import { changeSettings, settingsByName } from './domain/change-settings';
import { type RegistrationSettings } from './registration-settings.entity';
import { RegistrationSettingsStore } from './registration-settings.store';

/** What to change, as the administrator sent it; the rules say what of it is acceptable. */
export type SettingsChange = Readonly<Record<string, unknown>>;

/**
 * An administrator turns the site's switches. Switching registration off stops
 * new applications only; switching automatic approval on approves nothing that
 * already waits.
 *
 * What really changed is in the site's history, from what to what. A request
 * that changes nothing leaves no trace: the version stays the same.
 */
@Injectable()
export class ChangeRegistrationSettings {
  constructor(
    private readonly sites: SiteStore,
    private readonly staff: StaffStore,
    private readonly settings: RegistrationSettingsStore,
    private readonly history: SiteHistory,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly origins: ListedOrigins,
    private readonly config: Config,
  ) {}

  /**
   * Changes what `change` names, if the settings still are version `seen`.
   * Throws `version-stale`, `validation-failed`, `registration-not-available`,
   * `site-not-found`.
   */
  execute(siteId: string, seen: number, change: SettingsChange, by: HistoryActor): Promise<RegistrationSettings> {
    return this.transactions.run(async (tx) => {
      const site = await this.sites.getByIdLocked(tx, siteId);
      const current = await this.settings.getSeen(tx, siteId, seen);
      const wanted = changeSettings(current, change, {
        staffIds: await this.staff.idsOnSite(tx, siteId),
        isProduction: this.config.mode === 'production',
      });
      ensureMayBeEnabled(site, change);
      const changes = changesBetween(settingsByName(current), settingsByName(wanted));
      if (changes.length === 0) {
        return current;
      }
      const changed = { ...wanted, version: seen + 1, updatedAt: this.clock.now() };
      await this.settings.replace(tx, seen, changed);
      await this.history.record(tx, { siteId, subject: 'registration-settings', event: 'change', by, changes });
      this.transactions.onceCommitted(tx, () => {
        this.origins.forget();
      });
      return changed;
    });
  }
}

// Asked for is refused, even where it is switched on already: with availability withdrawn nothing is open.
function ensureMayBeEnabled(site: Site, { enabled }: SettingsChange): void {
  if (enabled === true && !site.registrationAvailable) {
    throw new DomainError(
      'registration-not-available',
      'Registration has not been made available to this site. Ask the operator of the service to do so.',
    );
  }
}
