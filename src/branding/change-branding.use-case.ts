import { Injectable } from '@nestjs/common';
import { Transactions } from '../platform/database/transactions';
import { type HistoryActor } from '../site-history';
import { changeBranding } from './domain/change-branding';
import { SaveBranding } from './save-branding';
import { type SiteBranding } from './site-branding.entity';
import { SiteBrandingStore } from './site-branding.store';

/**
 * An administrator says how the site's pages look and who may embed them. The
 * next page that anybody opens shows it, whichever process draws it: nothing
 * of it is remembered.
 */
@Injectable()
export class ChangeBranding {
  constructor(
    private readonly brandings: SiteBrandingStore,
    private readonly save: SaveBranding,
    private readonly transactions: Transactions,
  ) {}

  /** Changes what `change` names, if the branding still is version `seen`. Throws `version-stale`, `validation-failed`. */
  execute(siteId: string, seen: number, change: Readonly<Record<string, unknown>>, by: HistoryActor): Promise<SiteBranding> {
    return this.transactions.run(async (tx) => {
      const current = await this.brandings.getSeen(tx, siteId, seen);
      return this.save.execute(tx, current, { ...current, ...changeBranding(current, change) }, by);
    });
  }
}
