import { domainAndAbove } from '../../identity';
import { type FieldFault } from '../../platform/problem/field-fault';
import { type EmailDomainRules } from './protection';

/** Why the domain of an address is not wanted. Kept with applications: a name never changes its meaning. */
export const CONCERNS = ['email-domain-denied', 'email-domain-not-allowed', 'email-domain-disposable'] as const;

export type Concern = (typeof CONCERNS)[number];

interface Judged {
  readonly concern: Concern;
  readonly isRefused: boolean;
}

/**
 * What speaks against an address at `domain` (as it is compared: lower-cased
 * A-labels). A rule about a domain is about all below it, too. Denied domains
 * go before allowed ones; a domain the site allows by name is not disposable
 * to it, whatever the list of all services says.
 *
 * It hangs on the domain alone, so no answer made of it tells who is known.
 */
export function concernsAbout(domain: string, rules: EmailDomainRules, isDisposable: (domain: string) => boolean): Concern[] {
  return judge(domain, rules, isDisposable).map(({ concern }) => concern);
}

/** Why no application with such an address is taken; undefined where it is taken, if only for a person to look at. */
export function faultOfEmailDomain(
  domain: string,
  rules: EmailDomainRules,
  isDisposable: (domain: string) => boolean,
): FieldFault | undefined {
  const [refusing] = judge(domain, rules, isDisposable).filter(({ isRefused }) => isRefused);
  if (refusing === undefined) {
    return undefined;
  }
  // Which list an administrator has put it on is not for strangers.
  return { code: refusing.concern === 'email-domain-disposable' ? 'email-domain-disposable' : 'email-domain-not-accepted' };
}

function judge(domain: string, rules: EmailDomainRules, isDisposable: (domain: string) => boolean): Judged[] {
  const names = domainAndAbove(domain);
  const isDenied = isAmong(names, rules.deniedDomains);
  const isAllowed = isAmong(names, rules.allowedDomains);
  const judged: Judged[] = [];
  if (isDenied) {
    judged.push({ concern: 'email-domain-denied', isRefused: rules.ifDenied === 'refuse' });
  }
  if (!isAllowed && rules.allowedDomains.length > 0) {
    judged.push({ concern: 'email-domain-not-allowed', isRefused: rules.ifNotAllowed === 'refuse' });
  }
  if (!isAllowed && rules.ifDisposable !== 'accept' && names.some(isDisposable)) {
    judged.push({ concern: 'email-domain-disposable', isRefused: rules.ifDisposable === 'refuse' });
  }
  return judged;
}

function isAmong(names: readonly string[], list: readonly string[]): boolean {
  const domains = new Set(list);
  return names.some((name) => domains.has(name));
}
