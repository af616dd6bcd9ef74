import { Injectable } from '@nestjs/common';
import { type Arrival, ArrivalsReadModel } from '../applications';
import { type Letter, MailOutbox } from '../mail';
import { Clock } from '../platform/clock/clock';
import { type Tx } from '../platform/database/transactions';
import { type RegistrationSettings, RegistrationSettingsStore } from '../registration-settings';
import { type Site, SiteStore } from '../sites';
import { type NotifiedBatch, NotifiedStaff } from '../staff-notifications';

/** Does a batch in a transaction, and answers how many rows it was. */
type InOneTransaction = (work: (tx: Tx) => Promise<number>) => Promise<number>;

/** What a digest says, and of which applications. */
type Told = Required<Pick<Letter, 'params' | 'names'>>;

type Recipient = NotifiedBatch['people'][number];

const PEOPLE_AT_ONCE = 20;
/** So many applications a digest names; the rest is a number. */
const MOST_NAMED = 50;

/**
 * Writes the hourly digests of a site: to each person who wants one the
 * applications that came to wait since their last, and still do; nothing where
 * there are none. Up to when they have been told is written down in the
 * transaction that hands in the mail, so nobody is told twice or forgotten,
 * whoever dies in between.
 */
@Injectable()
export class WriteDigests {
  constructor(
    private readonly notified: NotifiedStaff,
    private readonly arrivals: ArrivalsReadModel,
    private readonly settings: RegistrationSettingsStore,
    private readonly sites: SiteStore,
    private readonly outbox: MailOutbox,
    private readonly clock: Clock,
  ) {}

  /** How many digests were written, to {@link PEOPLE_AT_ONCE} people at most `inOneTransaction`. */
  async execute(siteId: string, inOneTransaction: InOneTransaction): Promise<number> {
    const site = await this.sites.getById(siteId);
    let written = 0;
    let from: string | null | undefined = null;
    while (from !== undefined) {
      const after: string | null = from;
      let next: string | undefined;
      written += await inOneTransaction(async (tx) => {
        const settings = await this.settings.get(siteId, tx);
        const batch = await this.notified.hourly(tx, settings, { after, size: PEOPLE_AT_ONCE });
        next = batch.next ?? undefined;
        return this.write(tx, batch.people, site, settings);
      });
      from = next;
    }
    return written;
  }

  private async write(tx: Tx, people: readonly Recipient[], site: Site, settings: RegistrationSettings): Promise<number> {
    const ids = people.map(({ id }) => id);
    const upTo = this.clock.now();
    const due = await this.notified.digestsDue(tx, site.id, ids, upTo);
    // Most were told up to the same moment: what there is to tell is read once.
    const toTell = new Map<number, Told | null>();
    const letters: Letter[] = [];
    for (const person of people) {
      const after = due.get(person.id);
      if (after !== undefined) {
        const known = toTell.get(after.getTime());
        const told = known === undefined ? await this.toldOf(tx, { after, upTo }, site, settings) : known;
        toTell.set(after.getTime(), told);
        letters.push(...(told === null ? [] : [letterTo(person, site, settings, told)]));
      }
    }
    await this.outbox.enqueueAll(tx, letters);
    const told = letters.flatMap(({ unsubscribes }) => unsubscribes?.id ?? []);
    await this.notified.digestsWritten(tx, site.id, told, upTo);
    return letters.length;
  }

  /** Null: there is nothing to tell. */
  private async toldOf(
    tx: Tx,
    span: { readonly after: Date; readonly upTo: Date },
    { id, name }: Site,
    { timeZone }: RegistrationSettings,
  ): Promise<Told | null> {
    const { count, exact } = await this.arrivals.count(tx, id, span);
    if (count === 0) {
      return null;
    }
    const first = await this.arrivals.first(tx, id, span, MOST_NAMED);
    const params = { siteName: name, timeZone, count: exact ? String(count) : `${count}+`, applications: first.map(inDigest) };
    return { params, names: first.map((arrival) => arrival.id) };
  }
}

// Without a login ID, the address is what one logs in with.
function inDigest({ name, loginId, email, appliedAt, groupName }: Arrival): Record<string, string> {
  return { name, loginId: loginId ?? email, appliedAt: appliedAt.toISOString(), groupName: groupName ?? '' };
}

function letterTo(person: Recipient, site: Site, { locale }: RegistrationSettings, told: Told): Letter {
  return {
    siteId: site.id,
    applicationId: null,
    template: 'application-digest',
    locale,
    to: person.email,
    ...told,
    unsubscribes: { siteId: site.id, id: person.id, generation: 0 },
  };
}
