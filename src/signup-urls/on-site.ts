import { type SiteAccess } from '../platform/access/staff-access';
import { type HistoryActor, memberOfStaff } from '../site-history';

/** Who publishes, edits or stops, and on which site. */
export interface OnSite {
  readonly siteId: string;
  readonly staffId: string;
  readonly by: HistoryActor;
}

export function onSite(access: SiteAccess): OnSite {
  return { siteId: access.siteId, staffId: access.staffId, by: memberOfStaff(access) };
}
