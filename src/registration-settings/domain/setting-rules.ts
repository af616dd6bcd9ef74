import { checkTimeZone, checkWebAddress } from '../../identity';
import { type Checked, refused, valid } from '../../platform/problem/field-fault';
import { checkFrontEndOrigins } from './front-end-origins';
import { checkReplyTo, checkSenderName } from './mail-sender';
import { checkNotified, type FaultWithin } from './notified-of-applications';
import {
  DAYS_OF_REMINDER,
  DAYS_UNTIL_DELETED,
  LINK_LIFE_IN_HOURS,
  PASSWORD_MINIMUM,
  type Settings,
  SITE_LOCALES,
} from './settings';

/** What the rules have to know of the site. */
export interface SiteFacts {
  /** Everybody on the staff of the site. */
  readonly staffIds: ReadonlySet<string>;
  /** Whether people use it, or somebody tries it out. */
  readonly isProduction: boolean;
}

export interface Verdict {
  readonly value: unknown;
  readonly faults: readonly FaultWithin[];
}

export interface SettingRule {
  /** Where it stands in the request. */
  readonly path: readonly string[];
  readonly check: (value: unknown, site: SiteFacts) => Verdict;
}

/**
 * Each setting: how clients call it, and which values it takes. Login IDs may
 * be switched off on any site, since the e-mail address, which members log in
 * with then, is required on every form.
 */
export const SETTING_RULES: Readonly<Record<keyof Settings, SettingRule>> = {
  enabled: { path: ['enabled'], check: required(checkSwitch) },
  autoApprove: { path: ['autoApprove'], check: required(checkSwitch) },
  deleteUnactivatedEnabled: { path: ['deleteUnactivated', 'enabled'], check: required(checkSwitch) },
  deleteUnactivatedAfterDays: { path: ['deleteUnactivated', 'afterDays'], check: orNull(wholeNumber(DAYS_UNTIL_DELETED)) },
  remindDaysBeforeDeletion: { path: ['deleteUnactivated', 'remindDaysBefore'], check: orNull(wholeNumber(DAYS_OF_REMINDER)) },
  linkLifeInHours: { path: ['linkLifeInHours'], check: required(wholeNumber(LINK_LIFE_IN_HOURS)) },
  usesLoginId: { path: ['usesLoginId'], check: required(checkSwitch) },
  passwordMinimum: { path: ['passwordMinimum'], check: required(wholeNumber(PASSWORD_MINIMUM)) },
  locale: { path: ['locale'], check: required(checkLocale) },
  timeZone: { path: ['timeZone'], check: required(text(checkTimeZone)) },
  logInUrl: { path: ['logInUrl'], check: orNull(text(checkWebAddress)) },
  notifiedOfApplications: { path: ['notifiedOfApplications'], check: checkNotifiedOnSite },
  senderName: { path: ['sender', 'name'], check: orNull(text(checkSenderName)) },
  senderReplyTo: { path: ['sender', 'replyTo'], check: orNull(text(checkReplyTo)) },
  frontEndOrigins: { path: ['frontEndOrigins'], check: checkFrontEnds },
};

function required(check: (value: unknown) => Checked<unknown>): SettingRule['check'] {
  return (value) => verdictOf(value === null ? refused('required') : check(value));
}

function orNull(check: (value: unknown) => Checked<unknown>): SettingRule['check'] {
  return (value) => verdictOf(value === null ? valid(null) : check(value));
}

function verdictOf(checked: Checked<unknown>): Verdict {
  return checked.ok ? { value: checked.value, faults: [] } : { value: null, faults: [{ at: [], fault: checked.fault }] };
}

function checkSwitch(value: unknown): Checked<boolean> {
  return typeof value === 'boolean' ? valid(value) : refused('not-a-boolean');
}

function wholeNumber(range: { readonly minimum: number; readonly maximum: number }): (value: unknown) => Checked<number> {
  return (value) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) {
      return refused('not-an-integer');
    }
    return value < range.minimum || value > range.maximum ? refused('out-of-range', range) : valid(value);
  };
}

function text(check: (value: string) => Checked<string>): (value: unknown) => Checked<string> {
  return (value) => (typeof value === 'string' ? check(value) : refused('not-a-string'));
}

function checkLocale(value: unknown): Checked<string> {
  const known = SITE_LOCALES.find((locale) => locale === value);
  return known === undefined ? refused('not-one-of', { allowed: SITE_LOCALES.join(', ') }) : valid(known);
}

function checkNotifiedOnSite(value: unknown, { staffIds }: SiteFacts): Verdict {
  if (value === null) {
    return verdictOf(refused('required'));
  }
  const { list, faults } = checkNotified(value, staffIds);
  return { value: list, faults };
}

function checkFrontEnds(value: unknown, { isProduction }: SiteFacts): Verdict {
  if (value === null) {
    return verdictOf(refused('required'));
  }
  const { list, faults } = checkFrontEndOrigins(value, isProduction);
  return { value: list, faults };
}
