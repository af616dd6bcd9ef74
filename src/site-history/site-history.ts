import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock';
import { type Tx } from '../platform/database/transactions';
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
    await tx.insert(SiteHistoryEntry, {
      siteId,
      id: this.ids.next(),
      at: this.clock.now(),
      subject,
      actorKind: by.kind,
      actorId: by.id,
      actorName: by.name,
      requestId: by.requestId,
      changes: JSON.stringify(changes),
    });
  }
}
