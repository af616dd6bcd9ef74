/** What is said of a member in their tokens. */
interface MemberFacts {
  readonly site: string;
  readonly sessionId: string;
  readonly loginId: string | null;
  readonly name: string;
  readonly email: string;
  /** The LMS's id of the group the member belongs to; null: none. */
  readonly group: string | null;
}

/**
 * The claims of a member's access token besides the registered ones (`iss`,
 * `sub`, `aud`, `iat`, `exp`; RFC 7519). An LMS relies on them: a name never
 * changes its meaning and is never taken away; `docs/member-tokens.md` says
 * what each means.
 */
export interface MemberClaims {
  readonly sid: string;
  readonly site: string;
  /** Left out for members without a login ID. */
  readonly loginId?: string;
  readonly name: string;
  readonly email: string;
  readonly groups: readonly string[];
}

export function memberClaims({ site, sessionId, loginId, name, email, group }: MemberFacts): MemberClaims {
  return { sid: sessionId, site, ...(loginId !== null && { loginId }), name, email, groups: group === null ? [] : [group] };
}
