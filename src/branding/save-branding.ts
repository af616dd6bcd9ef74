import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock';
import { type Tx } from '../platform/database/transactions';
import { changesBetween, type HistoryActor, type HistoryFields, SiteHistory } from '../site-history';
import { brandingOf } from './domain/change-branding';
import { type SiteBranding } from './site-branding.entity';
import { SiteBrandingStore } from './site-branding.store';

/** Saves a site's branding as its next version, with what really changed in the site's history; where that is nothing, leaves no trace. */
@Injectable()
export class SaveBranding {
  constructor(
    private readonly brandings: SiteBrandingStore,
    private readonly history: SiteHistory,
    private readonly clock: Clock,
  ) {}

  /** What holds then. Throws `version-stale`. */
  async execute(tx: Tx, current: SiteBranding, wanted: SiteBranding, by: HistoryActor): Promise<SiteBranding> {
    const changes = changesBetween(fieldsOf(current), fieldsOf(wanted));
    if (changes.length === 0) {
      return current;
    }
    const { siteId, version } = current;
    const changed = { ...wanted, version: version + 1, updatedAt: this.clock.now() };
    await this.brandings.replace(tx, version, changed);
    await this.history.record(tx, { siteId, subject: 'branding', event: 'change', by, changes });
    return changed;
  }
}

function fieldsOf(branding: SiteBranding): HistoryFields {
  return { ...brandingOf(branding), logo: branding.logoHash };
}
