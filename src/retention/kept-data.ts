import { HOURS } from '../platform/clock/clock';
import { KEPT_FOR } from '../platform/config/kept-for';
import { LONGEST_WINDOW_IN_MS } from '../platform/rate-limits/target-limits';
import { type SiteRetentionSetting } from './domain/site-retention';

/** How long something is kept, and who says so. */
export type Term =
  /** The site's administrators do. */
  | { readonly by: 'site'; readonly setting: SiteRetentionSetting; readonly from: string }
  /** Whoever runs the service does, by a setting of the environment. */
  | { readonly by: 'deployment'; readonly setting: keyof typeof KEPT_FOR; readonly from: string }
  /** It follows from what the data is for: nothing to set. */
  | { readonly by: 'purpose'; readonly until: string };

/** A job that deletes what was kept long enough. */
export interface PurgeSchedule {
  readonly name: string;
  readonly summary: string;
  readonly cron: string;
}

interface Kept {
  readonly what: string;
  /** What of people is in it. */
  readonly ofPeople: string;
  readonly term: Term;
  /** What deletes it in the end; null where nothing does by itself. */
  readonly job: PurgeSchedule | null;
}

const LOOKED_BACK_HOURS = LONGEST_WINDOW_IN_MS / HOURS;

/**
 * Everything the service keeps about people: what, for how long, who says so,
 * and which job deletes it. The one list; `docs/generated/retention.md` is
 * made of it. The jobs are in {@link Purges}; at night, one after the other.
 */
export const KEPT_DATA = {
  declinedApplications: {
    what: 'Declined applications',
    ofPeople:
      'everything the applicant sent but the password, which is kept as a hash; the mails about it; reasons and notes of reviewers',
    term: { by: 'site', setting: 'declinedApplicationsInDays', from: 'the decision' },
    job: {
      name: 'forget-declined-applications',
      summary:
        'Deletes applications that were declined so long ago that their site does not keep them any more, with the mails about them.',
      cron: '10 2 * * *',
    },
  },
  applicationHistory: {
    what: 'History of applications that are gone',
    ofPeople: 'nothing of the applicant but an opaque id; which member of staff did what and when, by id',
    term: { by: 'site', setting: 'applicationHistoryInDays', from: 'the end of the application' },
    job: {
      name: 'purge-application-history',
      summary: 'Deletes the history of applications that have been gone for so long that their site does not keep it any more.',
      cron: '40 2 * * *',
    },
  },
  mailRecords: {
    what: 'Records of mails that were sent or given up',
    ofPeople:
      'which mail about which application, when, and the answer of the mail server; address and contents are deleted with the last try',
    term: { by: 'site', setting: 'mailRecordsInDays', from: 'handing the mail in' },
    job: {
      name: 'purge-mail-records',
      summary: 'Deletes what is kept of mails that were sent or given up so long ago that their site does not keep it any more.',
      cron: '10 3 * * *',
    },
  },
  siteHistory: {
    what: 'History of a site: its events log',
    ofPeople:
      'id and name of the member of staff who did something, and the address they did it from; of applicants nothing but opaque ids',
    term: { by: 'site', setting: 'siteHistoryInDays', from: 'the event' },
    job: {
      name: 'purge-site-history',
      summary: 'Deletes entries of the histories of sites that are older than their site keeps them.',
      cron: '40 3 * * *',
    },
  },
  decisionJobs: {
    what: 'Decisions on many applications that are over, and what became of each',
    ofPeople: 'opaque ids of applications and staff; the reason and the note of the decision; the filter that was asked for',
    term: { by: 'deployment', setting: 'decisionJobs', from: 'the end of the decision' },
    job: {
      name: 'purge-decision-jobs',
      summary: 'Deletes decisions on many applications that have long been over, and what became of each application.',
      cron: '10 4 * * *',
    },
  },
  idempotencyKeys: {
    what: 'Idempotency keys, and the answers that are given again',
    ofPeople: 'what the answer says, encrypted; the key as a hash, the request as a keyed one',
    term: { by: 'deployment', setting: 'idempotencyKeys', from: 'the request' },
    job: {
      name: 'purge-idempotency-keys',
      summary: 'Deletes idempotency keys whose time is over, with the answers that were kept to be given again.',
      cron: '5 * * * *',
    },
  },
  expiredSessions: {
    what: 'Sessions of staff, and links to choose a password with, that have expired',
    ofPeople: 'whose they were, when they were used, the network and the beginning of the browser’s name; tokens as hashes',
    term: { by: 'deployment', setting: 'expiredSessions', from: 'their expiry' },
    job: {
      name: 'purge-expired-sessions',
      summary: 'Deletes sessions of staff and links to choose a password with that have expired.',
      cron: '20 * * * *',
    },
  },
  memberSessions: {
    what: 'Sessions of members',
    ofPeople: 'whose they are, and when they were begun and last used; tokens as hashes',
    term: { by: 'purpose', until: 'the session has expired, is ended, or the account is erased' },
    job: {
      name: 'purge-member-sessions',
      summary: 'Deletes sessions of members that have expired.',
      cron: '25 * * * *',
    },
  },
  limitedTargets: {
    what: 'What limits count',
    ofPeople: 'addresses as keyed hashes, opaque ids, and moments',
    term: { by: 'purpose', until: `no limit looks back so far any more: ${LOOKED_BACK_HOURS} hour` },
    job: {
      name: 'purge-limited-targets',
      summary: 'Deletes what was counted about addresses and links and no limit looks at any more.',
      cron: '35 * * * *',
    },
  },
  usedChallenges: {
    what: 'Challenges that were used to apply',
    ofPeople: 'nothing: a hash of what was solved, not of who solved it or for which application',
    term: { by: 'purpose', until: 'the challenge would have expired: 10 minutes' },
    job: {
      name: 'purge-used-challenges',
      summary: 'Deletes what is kept so that nobody applies twice with one challenge, once the challenge has expired by itself.',
      cron: '50 * * * *',
    },
  },
  waitingApplications: {
    what: 'Applications that are not activated, or wait for a decision',
    ofPeople: 'everything the applicant sent but the password, which is kept as a hash; the mails about it; its history',
    term: {
      by: 'purpose',
      until: 'it is decided, replaced, disowned by the owner of the address, erased, or removed as the settings of the site say',
    },
    job: null,
  },
  members: {
    what: 'Accounts, and the applications they were opened from',
    ofPeople: 'everything the applicant sent but the password, which is kept as a hash; the history of the application',
    term: { by: 'purpose', until: 'they are erased' },
    job: null,
  },
  queuedMails: {
    what: 'Mails that are still to be sent',
    ofPeople: 'the address, and what the mail says; no link, only what one is made of',
    term: { by: 'purpose', until: 'the mail is sent, or given up after two days' },
    job: null,
  },
  staff: {
    what: 'Staff',
    ofPeople: 'name, e-mail address, password as a hash, roles',
    term: { by: 'purpose', until: 'somebody removes them' },
    job: null,
  },
} as const satisfies Record<string, Kept>;

/** As any row of the list. */
export const KEPT_ROWS: readonly Kept[] = Object.values(KEPT_DATA);
