import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock';
import { Transactions } from '../platform/database/transactions';
import { DomainError } from '../platform/problem/domain-error';
import { type Site, SiteStore } from '../sites';
import { RegistrationSettings } from './registration-settings.entity';
import { RegistrationSettingsStore } from './registration-settings.store';

export interface SettingsChange {
  readonly enabled?: boolean | undefined;
  readonly autoApprove?: boolean | undefined;
}

/**
 * An administrator turns the site's switches. Switching registration off stops
 * new applications only; switching automatic approval on approves nothing that
 * already waits.
 */
@Injectable()
export class ChangeRegistrationSettings {
  constructor(
    private readonly sites: SiteStore,
    private readonly settings: RegistrationSettingsStore,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /**
   * Changes what `change` names, if the settings still are version `seen`.
   * Throws `version-stale`, `registration-not-available`, `site-not-found`.
   */
  execute(slug: string, seen: number, change: SettingsChange): Promise<RegistrationSettings> {
    return this.transactions.run(async (tx) => {
      const site = await this.sites.getLocked(tx, slug);
      const current = await this.settings.get(site.id, tx);
      const changed = {
        ...current,
        enabled: change.enabled ?? current.enabled,
        autoApprove: change.autoApprove ?? current.autoApprove,
        version: seen + 1,
        updatedAt: this.clock.now(),
      };
      ensureMayBeEnabled(site, changed);
      await this.settings.replace(tx, seen, changed);
      return changed;
    });
  }
}

function ensureMayBeEnabled(site: Site, { enabled }: RegistrationSettings): void {
  if (enabled && !site.registrationAvailable) {
    throw new DomainError(
      'registration-not-available',
      'Registration has not been made available to this site. Ask the operator of the service to do so.',
    );
  }
}
