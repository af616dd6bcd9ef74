import { domainToASCII, domainToUnicode } from 'node:url';
import { type Checked, type FieldFault, refused, valid } from '../platform/problem/field-fault';
import { findUnseenCharacters } from './unseen-characters';

export interface EmailAddress {
  /** What mail is sent to: as the person wrote it, without the spaces around it. */
  readonly asTyped: string;
  /** What is compared: lower-cased, the domain as A-labels. */
  readonly key: string;
}

/** RFC 5321, 4.5.3.1.1 and 4.5.3.1.3: a path is 256 octets with its angle brackets (RFC 3696, erratum 1690). */
export const EMAIL_LENGTH = { localPart: 64, whole: 254 } as const;

const LABEL_LENGTH = 63; // RFC 1035, 2.3.4

const LOCAL_PART_CHARACTERS = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]*$/; // RFC 5322, 3.2.3: atext and dots
const LABEL = /^[a-z0-9-]+$/; // RFC 5321, 4.1.2: letters, digits, hyphen
const TOP_LEVEL = /^(?:[a-z]{2,}|xn--[a-z0-9-]+)$/;
// RFC 5892, 2: letters, digits and marks, and the five signs between letters that its appendix A allows. No symbols, no emoji.
const UNICODE_DOMAIN = /^[\p{Letter}\p{Mark}\p{Number}\u00B7\u0375\u05F3\u05F4\u30FB.-]+$/u;
const IPV4 = /^[0-9.]+$/;

/**
 * One e-mail address of an applicant.
 *
 * RFC 5321 mailbox with a dot-atom before the @. Refused though some servers
 * take them: quoted local parts (they smuggle a second @ or a line break past
 * mail programs), local parts outside ASCII (RFC 6531, SMTPUTF8), address
 * literals, domains of one label, and dots the RFC does not allow (a few old
 * mobile addresses in Japan have them). The domain may be written in any
 * script (UTS #46). Spaces around the address come from copying and are dropped.
 */
export function checkEmailAddress(raw: string): Checked<EmailAddress> {
  const unseen = findUnseenCharacters(raw);
  if (unseen !== undefined) {
    return refused(unseen);
  }
  const address = raw.trim();
  const fault = faultOfWhole(address);
  if (fault !== undefined) {
    return { ok: false, fault };
  }
  const at = address.indexOf('@');
  return checkParts(address.slice(0, at), address.slice(at + 1));
}

function checkParts(localPart: string, typedDomain: string): Checked<EmailAddress> {
  const fault = faultOfLocalPart(localPart) ?? faultOfTypedDomain(typedDomain);
  if (fault !== undefined) {
    return { ok: false, fault };
  }
  const domain = toALabels(typedDomain);
  if (domain === undefined) {
    return refused('email-domain-invalid');
  }
  if (IPV4.test(domain)) {
    return refused('email-address-literal');
  }
  if (!domain.includes('.')) {
    return refused('email-single-label-domain');
  }
  const key = `${localPart.toLowerCase()}@${domain}`;
  if (key.length > EMAIL_LENGTH.whole) {
    return refused('email-too-long', { maximum: EMAIL_LENGTH.whole });
  }
  return valid({ asTyped: `${localPart}@${typedDomain}`, key });
}

/** A domain name as it is compared, lower-cased and as A-labels; undefined for what can be none. */
export function domainKey(typedDomain: string): string | undefined {
  const domain = faultOfTypedDomain(typedDomain) === undefined ? toALabels(typedDomain) : undefined;
  return domain === undefined || IPV4.test(domain) ? undefined : domain;
}

/** A domain as it is compared, lower-cased and as A-labels; what can be no domain, lower-cased alone. */
export function emailDomainKey(typedDomain: string): string {
  return toALabels(typedDomain) ?? typedDomain.toLowerCase();
}

type Rule = readonly [isBroken: (text: string) => boolean, fault: FieldFault];

function firstFault(rules: readonly Rule[], text: string): FieldFault | undefined {
  return rules.find(([isBroken]) => isBroken(text))?.[1];
}

const faultOfWhole = (address: string): FieldFault | undefined => firstFault(RULES_OF_WHOLE, address);
const RULES_OF_WHOLE: readonly Rule[] = [
  [(address) => address === '', { code: 'required' }],
  [(address) => address.length > EMAIL_LENGTH.whole, { code: 'email-too-long', facts: { maximum: EMAIL_LENGTH.whole } }],
  // Typed with a Japanese or Chinese keyboard left on: ＠, letters, and the dots 。 and ｡.
  [(address) => /[\uFF01-\uFF5E\u3002\uFF61]/.test(address), { code: 'email-full-width-characters' }],
  [(address) => /[<>]/.test(address), { code: 'email-with-name' }],
  [(address) => address.startsWith('"'), { code: 'email-quoted-local-part' }],
  [(address) => /[,;]/.test(address) || address.indexOf('@') !== address.lastIndexOf('@'), { code: 'email-several-addresses' }],
  [(address) => /\s/.test(address), { code: 'email-white-space' }],
  [(address) => !address.includes('@'), { code: 'email-missing-at' }],
];

const faultOfLocalPart = (localPart: string): FieldFault | undefined => firstFault(RULES_OF_LOCAL_PART, localPart);
const RULES_OF_LOCAL_PART: readonly Rule[] = [
  [(localPart) => localPart === '', { code: 'email-missing-local-part' }],
  [(localPart) => localPart.includes('"'), { code: 'email-quoted-local-part' }],
  [(localPart) => /\P{ASCII}/u.test(localPart), { code: 'email-non-ascii-local-part' }],
  [
    (localPart) => localPart.length > EMAIL_LENGTH.localPart,
    { code: 'email-local-part-too-long', facts: { maximum: EMAIL_LENGTH.localPart } },
  ],
  [(localPart) => !LOCAL_PART_CHARACTERS.test(localPart), { code: 'email-local-part-characters' }],
  [hasMisplacedDot, { code: 'email-local-part-dots' }],
];

const faultOfTypedDomain = (domain: string): FieldFault | undefined => firstFault(RULES_OF_TYPED_DOMAIN, domain);
const RULES_OF_TYPED_DOMAIN: readonly Rule[] = [
  [(domain) => domain === '', { code: 'email-missing-domain' }],
  [(domain) => domain.startsWith('['), { code: 'email-address-literal' }],
  [hasMisplacedDot, { code: 'email-domain-dots' }],
  // Before the conversion, which follows the URL standard: it would decode %6D and drop what comes after / or ?.
  [(domain) => /[^a-z0-9.\u0080-\u{10FFFF}-]/iu.test(domain), { code: 'email-domain-invalid' }],
];

function hasMisplacedDot(text: string): boolean {
  return text.startsWith('.') || text.endsWith('.') || text.includes('..');
}

/**
 * The domain as the DNS knows it (RFC 5890, UTS #46), or undefined where there can be no such host.
 * A top-level domain is letters, or an A-label (RFC 3696, section 2); an IPv4 address is told apart by the caller.
 */
function toALabels(typedDomain: string): string | undefined {
  const lowerCased = typedDomain.toLowerCase();
  const isPlain = /^[a-z0-9.-]*$/.test(lowerCased) && !lowerCased.includes('xn--');
  const domain = isPlain ? lowerCased : domainToASCII(typedDomain);
  return isHost(domain) && (isPlain || UNICODE_DOMAIN.test(domainToUnicode(domain))) ? domain : undefined;
}

function isHost(domain: string): boolean {
  const labels = domain.split('.');
  return labels.every(isHostLabel) && (TOP_LEVEL.test(labels.at(-1) ?? '') || IPV4.test(domain));
}

function isHostLabel(label: string): boolean {
  return label.length <= LABEL_LENGTH && LABEL.test(label) && !label.startsWith('-') && !label.endsWith('-');
}
