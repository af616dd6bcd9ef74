import { Injectable } from '@nestjs/common';
import { type Actor, byStaff } from '../applications';
import { type RegistrationSettings, RegistrationSettingsStore } from '../registration-settings';
import { type Site, SiteStore } from '../sites';
import { DeclineReasonsStore } from './decline-reasons.store';
import { type Decision } from './domain/decision';
import { type DecisionWish, readWish } from './domain/wish';

/** A decision that is to be carried out: by whom, and what its letters need to know of the site. */
export interface DecisionOrder {
  readonly decision: Decision;
  readonly by: Actor;
  readonly site: Site;
  readonly settings: RegistrationSettings;
}

interface Decider {
  readonly siteId: string;
  readonly staffId: string;
  readonly requestId: string;
}

/** Makes orders of what reviewers want. */
@Injectable()
export class DecisionOrders {
  constructor(
    private readonly sites: SiteStore,
    private readonly settings: RegistrationSettingsStore,
    private readonly reasons: DeclineReasonsStore,
  ) {}

  /** Throws `validation-failed`. */
  async of(decider: Decider, wish: DecisionWish): Promise<DecisionOrder> {
    const { reasons } = wish.reasonKey === undefined ? { reasons: [] } : await this.reasons.current(decider.siteId);
    return this.toCarryOut(decider, readWish(wish, reasons));
  }

  /** For what was decided earlier, and is carried out by and by. */
  async toCarryOut({ siteId, staffId, requestId }: Decider, decision: Decision): Promise<DecisionOrder> {
    const [site, settings] = [await this.sites.getById(siteId), await this.settings.get(siteId)];
    return { decision, by: byStaff(staffId, requestId), site, settings };
  }
}
