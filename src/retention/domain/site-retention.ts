import { type Checked, refused, valid } from '../../platform/problem/field-fault';
import { Findings } from '../../platform/problem/findings';

/** For how many days (of 24 hours) a site keeps what is its own. */
export interface SiteRetention {
  readonly declinedApplicationsInDays: number;
  readonly applicationHistoryInDays: number;
  readonly mailRecordsInDays: number;
  readonly siteHistoryInDays: number;
}

export type SiteRetentionSetting = keyof SiteRetention;

interface Bounds {
  /** What holds on a site where nobody has said so. */
  readonly usual: number;
  readonly minimum: number;
  readonly maximum: number;
}

const TEN_YEARS = 3650;

/**
 * Everything has an end: what is kept of people for ever is kept for no reason.
 *
 * - Declined applications: a year, so that who applies for the next course can still be reconsidered, and a complaint answered; a week at
 *   least, as long as any answer that repeats a decision is kept.
 * - The history of applications that are gone: another year of "who did what" behind them; it names no applicant.
 * - Mail records: three months, longer than anybody asks where a mail is; a week at least, as a mail may be on its way for two days.
 * - The history of the site: three years, since settings are asked about long after; it names staff. A year at least, for audits.
 */
export const SITE_RETENTION: Readonly<Record<SiteRetentionSetting, Bounds>> = {
  declinedApplicationsInDays: { usual: 365, minimum: 7, maximum: TEN_YEARS },
  applicationHistoryInDays: { usual: 365, minimum: 30, maximum: TEN_YEARS },
  mailRecordsInDays: { usual: 90, minimum: 7, maximum: TEN_YEARS },
  siteHistoryInDays: { usual: 1095, minimum: 365, maximum: TEN_YEARS },
};

const SETTINGS = Object.keys(SITE_RETENTION) as SiteRetentionSetting[];

export const USUAL_RETENTION: SiteRetention = {
  declinedApplicationsInDays: SITE_RETENTION.declinedApplicationsInDays.usual,
  applicationHistoryInDays: SITE_RETENTION.applicationHistoryInDays.usual,
  mailRecordsInDays: SITE_RETENTION.mailRecordsInDays.usual,
  siteHistoryInDays: SITE_RETENTION.siteHistoryInDays.usual,
};

/**
 * What holds after `change`, the body of a request: what it names is changed,
 * the rest stays as it is. Throws `validation-failed` naming every fault at once.
 */
export function changeRetention(current: SiteRetention, change: unknown): SiteRetention {
  const findings = new Findings();
  const sent = Object.entries(findings.object([], change, SETTINGS) ?? {}).filter(([name]) => isSetting(name));
  const changed = sent.map(([name, value]) => [name, findings.take([name], checkDays(value, name as SiteRetentionSetting))]);
  findings.throwIfAny();
  return { ...retentionOf(current), ...(Object.fromEntries(changed) as Partial<SiteRetention>) };
}

/** The settings alone, of whatever else comes with them. */
export function retentionOf(settings: SiteRetention): SiteRetention & Readonly<Record<string, number>> {
  const { declinedApplicationsInDays, applicationHistoryInDays, mailRecordsInDays, siteHistoryInDays } = settings;
  return { declinedApplicationsInDays, applicationHistoryInDays, mailRecordsInDays, siteHistoryInDays };
}

function checkDays(value: unknown, setting: SiteRetentionSetting): Checked<number> {
  const { minimum, maximum } = SITE_RETENTION[setting];
  if (value === null) {
    return refused('required');
  }
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    return refused('not-an-integer');
  }
  return value < minimum || value > maximum ? refused('out-of-range', { minimum, maximum }) : valid(value);
}

function isSetting(name: string): name is SiteRetentionSetting {
  return (SETTINGS as readonly string[]).includes(name);
}
