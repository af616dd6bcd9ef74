import { type SiteRole } from './staff-membership.entity';
import { type Staff } from './staff.entity';

/** A person, and what they are on one site: what every request of staff has to know. */
export interface StaffOnSite extends Pick<Staff, 'id' | 'name' | 'email' | 'tokenGeneration'> {
  /** The session that they ask in, which is alive. */
  readonly sessionId: string;
  readonly isOperator: boolean;
  readonly mayLogIn: boolean;
  /** They may do nothing before. */
  readonly mustChangePassword: boolean;
  readonly hasSecondFactor: boolean;
  /** False also where the path names no site. */
  readonly siteRequiresSecondFactor: boolean;
  /** Null: there is no such site. */
  readonly siteId: string | null;
  /** Null: they have nothing to do with the site. */
  readonly role: SiteRole | null;
}

/** What an access token says: who asks, in which session. */
export interface SessionOf {
  readonly sessionId: string;
  readonly staffId: string;
}
