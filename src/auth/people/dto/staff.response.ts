import { type Page } from '../../../platform/http/cursor';
import { type Staff } from '../../staff.entity';
import { type Colleague } from '../membership.store';

export class StaffMemberResponse {
  /** @example '019a1f0e-5c3b-7c41-9d5e-0b7a52f1c0de' */
  id: string;

  /** @example 'Robin Example' */
  name: string;

  /** @example 'robin@example.org' */
  email: string;

  /**
   * `invited`: has not chosen a password yet. `active`. `disabled`: shut out by an operator.
   * @example 'active'
   */
  status: string;

  /** Since when the service knows them. ISO 8601, UTC. */
  createdAt: Date;

  static from(person: Staff): StaffMemberResponse {
    const { id, name, email, createdAt } = person;
    return { id, name, email, status: statusOf(person), createdAt };
  }
}

export class ColleagueResponse {
  /** @example '019a1f0e-5c3b-7c41-9d5e-0b7a52f1c0de' */
  id: string;

  /** @example 'Robin Example' */
  name: string;

  /** @example 'robin@example.org' */
  email: string;

  /**
   * What they are on this site: `administrator`, `reviewer` or `viewer`.
   * @example 'reviewer'
   */
  role: string;

  /**
   * `invited`: has not chosen a password yet. `active`. `disabled`: shut out by an operator.
   * @example 'active'
   */
  status: string;

  /**
   * Counts the changes of the role; `"{version}"` is its `ETag`.
   * @example 1
   */
  version: number;

  static from({ person, membership }: Colleague): ColleagueResponse {
    const { id, name, email } = person;
    return { id, name, email, role: membership.role, status: statusOf(person), version: membership.version };
  }
}

export class ColleaguesResponse {
  /** Who came first first. */
  items: ColleagueResponse[];

  /** Send it as `cursor` to get the next page; null on the last one. */
  nextCursor: string | null;

  static from({ items, nextCursor }: Page<Colleague>): ColleaguesResponse {
    return { items: items.map((each) => ColleagueResponse.from(each)), nextCursor };
  }
}

export class StaffMembersResponse {
  /** Who came first first. */
  items: StaffMemberResponse[];

  /** Send it as `cursor` to get the next page; null on the last one. */
  nextCursor: string | null;

  static from({ items, nextCursor }: Page<Staff>): StaffMembersResponse {
    return { items: items.map((each) => StaffMemberResponse.from(each)), nextCursor };
  }
}

function statusOf({ disabledAt, invitedAt }: Staff): string {
  if (disabledAt !== null) {
    return 'disabled';
  }
  return invitedAt === null ? 'active' : 'invited';
}
