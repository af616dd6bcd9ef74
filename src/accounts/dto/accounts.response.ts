import { type Page } from '../../platform/http/cursor';
import { type AccountView } from '../account.read-model';

export class AccountResponse {
  /**
   * The member, for good: what `sub` says in their tokens.
   * @example '019a1f0e-5c3b-7c41-9d5e-0b7a52f1c0de'
   */
  id: string;

  /**
   * Null where the site did without login IDs when the member applied: they log in with their address.
   * @example 'sam.example'
   */
  loginId: string | null;

  /** @example 'Sam Example' */
  name: string;

  /** @example 'sam@example.org' */
  email: string;

  /**
   * The groups they belong to, by the LMS’s own ids.
   * @example ['evening-class']
   */
  groups: string[];

  /** When the account was opened. ISO 8601, UTC. */
  openedAt: string;

  /** When it was opened or last changed. ISO 8601, UTC. */
  updatedAt: string;

  static from({ id, loginId, name, email, group, openedAt, updatedAt }: AccountView): AccountResponse {
    return { id, loginId, name, email, groups: group === null ? [] : [group], openedAt, updatedAt };
  }
}

export class AccountsResponse {
  /** In the order in which they were last changed. */
  items: AccountResponse[];

  /** Send it as `cursor` to get the next page; null on the last one. */
  nextCursor: string | null;

  static from({ items, nextCursor }: Page<AccountView>): AccountsResponse {
    return { items: items.map((account) => AccountResponse.from(account)), nextCursor };
  }
}
