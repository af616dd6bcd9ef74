import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock } from '../platform/clock/clock';
import { byIndex } from '../platform/database/index-hints';
import { type Tx } from '../platform/database/transactions';
import { idAt } from '../platform/ids/id-at';
import { Ids } from '../platform/ids/ids';
import { type FieldChange } from './domain/field-changes';
import { type HistoryActor } from './domain/history-actor';
import { type Happening } from './domain/history-subject';
import { SiteHistoryEntry } from './site-history-entry.entity';

export type Occurrence = Happening & {
  readonly siteId: string;
  readonly by: HistoryActor;
  /** Which one of its kind: of an application never more than this id is told. */
  readonly aboutId?: string;
  /** Left out where the event says all there is to say; none: nothing happened. */
  readonly changes?: readonly FieldChange[];
};

/**
 * Who did what on a site, when, from where; and what changed, from what to
 * what. Written in the transaction of its cause: one is not kept without the
 * other. Where nothing changed, nothing happened, and nothing is recorded.
 *
 * Entries are added, and deleted when they are old enough; nothing ever changes
 * one. So they hold nothing that an erasure would have to take out of them.
 */
@Injectable()
export class SiteHistory {
  constructor(
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async record(tx: Tx, occurrence: Occurrence): Promise<void> {
    if (occurrence.changes?.length !== 0) {
      await tx.insert(SiteHistoryEntry, this.entryOf(occurrence));
    }
  }

  /** As {@link record}, of what concerns several sites: each has it in its own history. */
  async recordOnEach(tx: Tx, siteIds: readonly string[], occurrence: WithoutSite<Occurrence>): Promise<void> {
    if (siteIds.length > 0) {
      await tx.insert(
        SiteHistoryEntry,
        siteIds.map((siteId) => this.entryOf({ ...occurrence, siteId })),
      );
    }
  }

  /** Deletes up to `most` entries of the site from before `until`, oldest first; answers how many. */
  async purge(tx: Tx, siteId: string, until: Date, most: number): Promise<number> {
    const rows = await tx.query<{ id: string }[]>(
      `SELECT id FROM site_history ${byIndex(tx, 'PRIMARY')} WHERE siteId = ? AND id < ? ORDER BY id LIMIT ${most}`,
      [siteId, idAt(until)],
    );
    if (rows.length > 0) {
      await tx.delete(SiteHistoryEntry, { siteId, id: In(rows.map(({ id }) => id)) });
    }
    return rows.length;
  }

  private entryOf({ siteId, subject, event, aboutId, by, changes = [] }: Occurrence): SiteHistoryEntry {
    const at = this.clock.now();
    return {
      siteId,
      id: this.ids.at(at),
      at,
      subject,
      event,
      aboutId: aboutId ?? null,
      actorKind: by.kind,
      actorId: by.id,
      actorName: by.name,
      address: by.address,
      requestId: by.requestId,
      changes: JSON.stringify(changes),
    };
  }
}

/** Keeps each subject with its own events. */
type WithoutSite<T> = T extends unknown ? Omit<T, 'siteId'> : never;
