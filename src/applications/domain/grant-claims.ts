/** Who needs an address, and a login ID where the site uses them. */
interface Claimant {
  readonly id: string;
  readonly emailKey: string;
  readonly loginIdKey: string | null;
}

interface Claimed {
  readonly kind: 'email' | 'login-id';
  readonly value: string;
}

interface Grants {
  /** The ids of those who get all they need. */
  readonly granted: ReadonlySet<string>;
  /** What they get. */
  readonly claims: readonly (Claimed & { readonly applicationId: string })[];
}

/**
 * Who can have what they need while others hold `held`, first come first
 * served: the same as asking for one after the other. Who cannot have all gets
 * nothing, and stands in nobody's way.
 */
export function grantClaims(claimants: readonly Claimant[], held: readonly Claimed[]): Grants {
  const taken = new Set(held.map(keyOf));
  const granted = new Set<string>();
  const claims = claimants.flatMap((claimant) => {
    const needs = needsOf(claimant);
    if (needs.some((need) => taken.has(keyOf(need)))) {
      return [];
    }
    needs.forEach((need) => taken.add(keyOf(need)));
    granted.add(claimant.id);
    return needs.map((need) => ({ ...need, applicationId: claimant.id }));
  });
  return { granted, claims };
}

function needsOf({ emailKey, loginIdKey }: Claimant): readonly Claimed[] {
  const email = { kind: 'email', value: emailKey } as const;
  return loginIdKey === null ? [email] : [email, { kind: 'login-id', value: loginIdKey }];
}

const keyOf = ({ kind, value }: Claimed): string => `${kind} ${value}`;
