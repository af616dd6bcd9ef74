import { Injectable } from '@nestjs/common';
import { type Staff, StaffStore } from '../auth';
import { type Tx } from '../platform/database/transactions';
import { ADMINISTRATORS, type RegistrationSettings } from '../registration-settings';
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

  /** Those who are told of each application at once, each once. */
  async immediately(tx: Tx, settings: Named): Promise<Staff[]> {
    const people = await this.named(tx, settings);
    const paces = await this.choices.pacesOf(
      tx,
      settings.siteId,
      people.map(({ id }) => id),
    );
    return people.filter(({ id }) => paces.get(id) === 'immediately');
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
