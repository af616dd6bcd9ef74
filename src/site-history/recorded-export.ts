import { Injectable } from '@nestjs/common';
import { type SiteAccess } from '../platform/access/staff-access';
import { Transactions } from '../platform/database/transactions';
import { Ids } from '../platform/ids/ids';
import { Log } from '../platform/logging/log';
import { changesBetween } from './domain/field-changes';
import { memberOfStaff } from './domain/history-actor';
import { SiteHistory } from './site-history';

/** What somebody takes away. */
export interface ExportTold {
  readonly what: 'applications' | 'signup-urls' | 'site-history';
  readonly format: 'csv' | 'ndjson';
  /** Which filters were used; values only where they cannot be somebody's name, address or login ID. */
  readonly filters: readonly string[];
}

/**
 * Records exports: one entry before the first row leaves, one when the last has
 * left or the client has gone away, with the number of rows; both are about the
 * id of the export. An export without an end was cut off with the service itself.
 */
@Injectable()
export class RecordedExport {
  constructor(
    private readonly history: SiteHistory,
    private readonly transactions: Transactions,
    private readonly ids: Ids,
    private readonly log: Log,
  ) {}

  /** The same batches. Without its first entry, nothing is exported. */
  async *of<Batch extends readonly unknown[]>(
    access: SiteAccess,
    told: ExportTold,
    batches: AsyncIterable<Batch>,
  ): AsyncGenerator<Batch> {
    const about = { siteId: access.siteId, subject: 'export', aboutId: this.ids.next(), by: memberOfStaff(access) } as const;
    const begun = changesBetween({}, { what: told.what, format: told.format, filters: told.filters });
    await this.transactions.run((tx) => this.history.record(tx, { ...about, event: 'begin', changes: begun }));
    let rows = 0;
    let isWhole = false;
    try {
      for await (const batch of batches) {
        rows += batch.length;
        yield batch;
      }
      isWhole = true;
    } finally {
      const event = isWhole ? 'finish' : 'break-off';
      const changes = changesBetween({}, { what: told.what, rows });
      await this.transactions
        .run((tx) => this.history.record(tx, { ...about, event, changes }))
        .catch((error: unknown) => {
          this.log.error('the end of an export could not be recorded', { exportId: about.aboutId, event, rows, err: error });
        });
    }
  }
}
