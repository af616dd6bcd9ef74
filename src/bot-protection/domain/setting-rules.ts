import { checkDomain } from '../../identity';
import { type Checked, refused, valid } from '../../platform/problem/field-fault';
import { Findings, type Path } from '../../platform/problem/findings';
import {
  CHALLENGE_KINDS,
  DISPOSABLE_ACTIONS,
  KEY_LENGTH,
  LONGEST_DOMAINS,
  MOST_DOMAINS,
  MOST_HOST_NAMES,
  type Protection,
  UNWANTED_ACTIONS,
} from './protection';

/** Closes secrets, so that only this service can read them again. */
export interface Safe {
  readonly close: (secret: string) => string;
  /** Whether `box` holds this secret. */
  readonly holds: (box: string | null, secret: string) => boolean;
}

export interface SettingRule {
  /** Where it stands in the request. */
  readonly path: Path;
  /** The value to keep; or undefined, and the reasons are noted. */
  readonly read: (findings: Findings, value: unknown, current: Protection, safe: Safe) => unknown;
}

const VISIBLE_ASCII = /^[\x21-\x7e]*$/;

/** Each setting: how clients call it, and which values it takes. */
export const SETTING_RULES: Readonly<Record<keyof Protection, SettingRule>> = {
  challenge: plain(['challenge'], oneOf(CHALLENGE_KINDS)),
  hcaptchaSiteKey: plain(['hcaptcha', 'siteKey'], orNull(checkKey)),
  hcaptchaSecret: secret(['hcaptcha', 'secret'], 'hcaptchaSecret'),
  turnstileSiteKey: plain(['turnstile', 'siteKey'], orNull(checkKey)),
  turnstileSecret: secret(['turnstile', 'secret'], 'turnstileSecret'),
  hostNames: domains(['hostNames'], MOST_HOST_NAMES),
  allowedDomains: domains(['emailDomains', 'allowed'], MOST_DOMAINS),
  ifNotAllowed: plain(['emailDomains', 'ifNotAllowed'], oneOf(UNWANTED_ACTIONS)),
  deniedDomains: domains(['emailDomains', 'denied'], MOST_DOMAINS),
  ifDenied: plain(['emailDomains', 'ifDenied'], oneOf(UNWANTED_ACTIONS)),
  ifDisposable: plain(['emailDomains', 'ifDisposable'], oneOf(DISPOSABLE_ACTIONS)),
};

type Check = (value: unknown) => Checked<string | null>;

function plain(path: Path, check: Check): SettingRule {
  return { path, read: (findings, value) => findings.take(path, check(value)) };
}

// The same secret again is no change, though its box would be another.
function secret(path: Path, setting: 'hcaptchaSecret' | 'turnstileSecret'): SettingRule {
  const read: SettingRule['read'] = (findings, value, current, safe) => {
    const typed = findings.take(path, orNull(checkKey)(value)) ?? null;
    return typed === null || safe.holds(current[setting], typed) ? typed && current[setting] : safe.close(typed);
  };
  return { path, read };
}

/** A list of domains, each once, in the order of the alphabet. */
function domains(path: Path, most: number): SettingRule {
  const read: SettingRule['read'] = (findings, value) => {
    if (!Array.isArray(value)) {
      findings.add(path, value === null ? 'required' : 'not-an-array');
      return undefined;
    }
    if (value.length > most) {
      findings.add(path, 'too-many', { maximum: most });
      return undefined;
    }
    const read = value.map((each: unknown, i) => findings.take([...path, String(i)], text(checkDomain)(each)));
    const kept = [...new Set(read)].sort();
    if (kept.join('').length > LONGEST_DOMAINS) {
      findings.add(path, 'domains-too-long', { maximum: LONGEST_DOMAINS });
    }
    return kept;
  };
  return { path, read };
}

function oneOf(allowed: readonly string[]): Check {
  return (value) => {
    const known = allowed.find((each) => each === value);
    return known === undefined
      ? refused(value === null ? 'required' : 'not-one-of', { allowed: allowed.join(', ') })
      : valid(known);
  };
}

function orNull(check: (value: unknown) => Checked<string>): Check {
  return (value) => (value === null ? valid(null) : check(value));
}

function text(check: (value: string) => Checked<string>): (value: unknown) => Checked<string> {
  return (value) => (typeof value === 'string' ? check(value) : refused('not-a-string'));
}

function checkKey(value: unknown): Checked<string> {
  if (typeof value !== 'string') {
    return refused('not-a-string');
  }
  const key = value.trim();
  if (key === '') {
    return refused('required');
  }
  if (key.length > KEY_LENGTH.maximum) {
    return refused('too-long', { maximum: KEY_LENGTH.maximum });
  }
  return VISIBLE_ASCII.test(key) ? valid(key) : refused('invalid-characters');
}
