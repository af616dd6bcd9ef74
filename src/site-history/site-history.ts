import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock } from '../platform/clock/clock';
import { byIndex } from '../platform/database/index-hints';
import { type Tx } from '../platform/database/transactions';
import { idAt } from '../platform/ids/id-at';
import { Ids } from '../platform/ids/ids';
import { type FieldChange } from './domain/field-changes';
import { type HistoryActor } from './domain/history-actor';
import { type HistorySubject } from './domain/history-subject';
import { SiteHistoryEntry } from './site-history-entry.entity';

export interface Occurrence {
  readonly siteId: string;
  readonly subject: HistorySubject;
  readonly by: HistoryActor;
  readonly changes: readonly FieldChange[];
}

/**
 * Who changed what on a site, when, from what to what. Written in the
 * transaction of the change: one is not kept without the other. Where nothing
 * changed, nothing happened, and nothing is recorded.
 */
@Injectable()
export class SiteHistory {
  constructor(
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async record(tx: Tx, { siteId, subject, by, changes }: Occurrence): Promise<void> {
    if (changes.length === 0) {
      return;
    }
    await tx.insert(SiteHistoryEntry, this.entryOf({ siteId, subject, by, changes }));
  }

  /**
   * As {@link record}, of something that takes several transactions: each says
   * in its own what has been done up to then. `entry` is the one that the first
   * made, null before that; answers the entry to say next time.
   */
  async recordSoFar(tx: Tx, entry: string | null, occurrence: Occurrence): Promise<string | null> {
    const { siteId, changes } = occurrence;
    if (entry !== null) {
      await tx.update(SiteHistoryEntry, { siteId, id: entry }, { changes: JSON.stringify(changes) });
      return entry;
    }
    if (changes.length === 0) {
      return null;
    }
    const first = this.entryOf(occurrence);
    await tx.insert(SiteHistoryEntry, first);
    return first.id;
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

  private entryOf({ siteId, subject, by, changes }: Occurrence): SiteHistoryEntry {
    return {
      siteId,
      id: this.ids.next(),
      at: this.clock.now(),
      subject,
      actorKind: by.kind,
      actorId: by.id,
      actorName: by.name,
      requestId: by.requestId,
      changes: JSON.stringify(changes),
    };
  }
}
