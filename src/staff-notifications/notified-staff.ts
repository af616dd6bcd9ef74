import { Injectable } from '@nestjs/common';
import { type Staff, StaffStore } from '../auth';
import { type Tx } from '../platform/database/transactions';
import { ADMINISTRATORS, type RegistrationSettings } from '../registration-settings';
import { digestBeginsAt, isDigestDue, isToldAtOnce } from './domain/digest';
import { USUAL_PACE } from './domain/pace';
import { type Batch, StaffNotificationStore } from './staff-notification.store';

type Named = Pick<RegistrationSettings, 'siteId' | 'notifiedOfApplications'>;

/** Some of the people, and where the walk goes on; null: that was all. */
export interface NotifiedBatch {
  readonly people: readonly Staff[];
  readonly next: string | null;
}

/**
 * Who hears of waiting applications, and at which pace: whom the site's
 * settings name, as long as they are on its staff and want to.
 */
@Injectable()
export class NotifiedStaff {
  constructor(
    private readonly staff: StaffStore,
    private readonly choices: StaffNotificationStore,
  ) {}

  /**
   * Those who are told at once of an application that waits since that moment,
   * each once. Until the transaction ends nobody chooses otherwise, and no digest
   * is written to them: it would miss this one.
   */
  async immediately(tx: Tx, settings: Named, waitsSince: Date): Promise<Staff[]> {
    const people = await this.named(tx, settings);
    const ids = people.map(({ id }) => id);
    const choices = await this.choices.choicesOf(tx, settings.siteId, ids);
    return people.filter(({ id }) => {
      const choice = choices.get(id);
      return choice === undefined ? USUAL_PACE === 'immediately' : isToldAtOnce(choice, waitsSince);
    });
  }

  /**
   * Those who are told once an hour, of all that wait together: for the job that
   * writes these mails. Goes through the site's staff who have chosen so, in the
   * order of their ids and at most `size` at a time; a batch may be smaller, or
   * empty, since not everybody who has chosen so is named in the settings. To
   * go on, ask with `next` as `after`.
   */
  async hourly(tx: Tx, settings: Named, batch: Batch): Promise<NotifiedBatch> {
    const ids = await this.choices.idsAt(tx, settings.siteId, 'hourly', batch);
    const named = new Set((await this.named(tx, settings)).map(({ id }) => id));
    const people = await this.staff.activeOnSite(
      tx,
      settings.siteId,
      ids.filter((id) => named.has(id)),
    );
    return {
      people: people.sort((one, other) => (one.id < other.id ? -1 : 1)),
      next: ids.length < batch.size ? null : (ids.at(-1) ?? null),
    };
  }

  /**
   * Those of `staffIds` who may be written a digest now, and from when on it
   * tells. Waits for the applications that are being activated, and holds up
   * those to come, until the transaction ends.
   */
  async digestsDue(tx: Tx, siteId: string, staffIds: readonly string[], now: Date): Promise<ReadonlyMap<string, Date>> {
    const choices = await this.choices.choicesAtLocked(tx, siteId, 'hourly', staffIds);
    return new Map(
      choices.filter((choice) => isDigestDue(choice, now)).map((choice) => [choice.staffId, digestBeginsAt(choice)]),
    );
  }

  /** They have been written a digest of what came to wait up to `upTo`: kept with the mails, in one transaction. */
  async digestsWritten(tx: Tx, siteId: string, staffIds: readonly string[], upTo: Date): Promise<void> {
    if (staffIds.length > 0) {
      await this.choices.told(tx, siteId, staffIds, upTo);
    }
  }

  /** The sites on which anybody wants to be told once an hour: at most `size`, in the order of their ids. */
  sitesWithHourly(batch: Batch): Promise<string[]> {
    return this.choices.sitesAt('hourly', batch);
  }

  // Of people chosen by name all may have left since. Then the administrators are told: applications must not wait unseen.
  private async named(tx: Tx, { siteId, notifiedOfApplications: chosen }: Named): Promise<Staff[]> {
    const named = await this.staff.activeOnSite(tx, siteId, chosen);
    const isAbandoned = chosen.length > 0 && named.length === 0;
    const administrators = chosen.includes(ADMINISTRATORS) || isAbandoned ? await this.staff.administratorsOf(tx, siteId) : [];
    return [...new Map([...administrators, ...named].map((person) => [person.id, person])).values()];
  }
}
