import { Injectable } from '@nestjs/common';
import { ApplicantMails, type Application, ApplicationStore, byTheService, MoveApplication } from '../applications';
import { idAt } from '../platform/ids/id-at';
import { Clock, HOURS, later } from '../platform/clock/clock';
import { type Tx } from '../platform/database/transactions';
import { RegistrationSettingsStore } from '../registration-settings';
import { type Site, SiteStore } from '../sites';
import { deletionAt, isDue, linkLifeBeforeDeletion, reminderSpan, type ReminderSpan } from './domain/reminder';

/** Does a batch in a transaction, and answers how many rows it was. */
type InOneTransaction = (work: (tx: Tx) => Promise<number>) => Promise<number>;

/** What all reminders of a batch have in common. */
interface Occasion {
  readonly site: Site;
  readonly span: ReminderSpan;
  readonly linkLifeInHours: number;
  readonly timeZone: string;
  readonly now: Date;
}

const AT_ONCE = 200;

/**
 * Reminds the applicants of a site who have not confirmed their address that
 * their application is about to be deleted: once each, with a new link in place
 * of the old one, which works no longer than the application is there. That it
 * was done is written on the application in the transaction that hands in the mail.
 */
@Injectable()
export class RemindApplicants {
  constructor(
    private readonly applications: ApplicationStore,
    private readonly moves: MoveApplication,
    private readonly mails: ApplicantMails,
    private readonly settings: RegistrationSettingsStore,
    private readonly sites: SiteStore,
    private readonly clock: Clock,
  ) {}

  /** How many were reminded, up to {@link AT_ONCE} `inOneTransaction`; none where the site's settings, as they are then, say so. */
  async execute(siteId: string, inOneTransaction: InOneTransaction): Promise<number> {
    const site = await this.sites.getById(siteId);
    let reminded = 0;
    let after: string | null = '';
    while (after !== null) {
      const from: string = after;
      let next: string | null = null;
      reminded += await inOneTransaction(async (tx) => {
        const batch = await this.remindSome(tx, site, from);
        next = batch.next;
        return batch.reminded;
      });
      after = next;
    }
    return reminded;
  }

  private async remindSome(tx: Tx, site: Site, from: string): Promise<{ reminded: number; next: string | null }> {
    const settings = await this.settings.get(site.id, tx);
    const now = this.clock.now();
    const span = reminderSpan(settings, now);
    if (span === null) {
      return { reminded: 0, next: null };
    }
    const [oldest, newest] = [idAt(span.after), idAt(later(span.upTo, 1))];
    const after = from > oldest ? from : oldest;
    const ids = await this.applications.findUnreminded(tx, site.id, { after, before: newest, size: AT_ONCE });
    // Somebody may have confirmed, declined, replaced or reminded meanwhile.
    const locked = await this.applications.findAllLocked(tx, site.id, ids);
    const due = locked.filter(
      ({ status, remindedAt, appliedAt }) => status === 'not_activated' && remindedAt === null && isDue(appliedAt, span),
    );
    await this.remind(tx, due, { site, span, now, linkLifeInHours: settings.linkLifeInHours, timeZone: settings.timeZone });
    return { reminded: due.length, next: ids.length < AT_ONCE ? null : (ids.at(-1) ?? null) };
  }

  private async remind(tx: Tx, due: readonly Application[], occasion: Occasion): Promise<void> {
    if (due.length === 0) {
      return;
    }
    const { site, span, now, timeZone } = occasion;
    const lifeOf = ({ appliedAt }: Application): number =>
      linkLifeBeforeDeletion(deletionAt(appliedAt, span), occasion.linkLifeInHours, now);
    const ids = due.map(({ id }) => id);
    await this.mails.withdraw(tx, site.id, ids);
    // Nearly always they are one or two groups: who applied at about the same time, and has asked for as many links.
    for (const alike of groupsBy(due, (each) => `${each.linkGeneration} ${lifeOf(each)}`)) {
      const [{ linkGeneration }, linkLifeInHours] = [alike[0], lifeOf(alike[0])];
      const changes = {
        linkGeneration: linkGeneration + 1,
        linkExpiresAt: later(now, linkLifeInHours * HOURS),
        remindedAt: now,
      };
      const waiting = await this.moves.moveMany(tx, alike, 'remind', { by: byTheService, changes });
      const deletionAtOf = ({ appliedAt }: Application): Date => deletionAt(appliedAt, span);
      await this.mails.reminders(tx, waiting, site, { linkLifeInHours, timeZone, deletionAtOf });
    }
  }
}

function groupsBy<T>(all: readonly T[], keyOf: (one: T) => string): (readonly [T, ...T[]])[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group === undefined) {
      groups.set(keyOf(one), [one]);
    } else {
      group.push(one);
    }
  }
  return [...groups.values()];
}
