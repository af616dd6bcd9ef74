import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { through } from '../platform/database/index-hints';
import { momentOf } from '../platform/database/raw-sql';
import { type MailState } from './domain/mail-delivery';

const COUNTED_TO = 10_000;

/** What is asked about the outbox as a whole, again and again: each question reads a bounded stretch of one index. */
@Injectable()
export class MailOutboxReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /** How many mails are in a state, on all sites; counts no further than 10,000. */
  async depth(state: MailState): Promise<number> {
    const [row] = await this.dataSource.query<{ total: number | string }[]>(
      `SELECT COUNT(*) AS total FROM (SELECT state FROM ${this.byDue()} WHERE state = ? LIMIT ${COUNTED_TO}) AS found`,
      [state],
    );
    return Number(row?.total ?? 0);
  }

  /** Since when the mail that is overdue the longest has been due; null when none is due at `now`. */
  async dueSince(now: Date): Promise<Date | null> {
    const moments = await Promise.all(['queued', 'sending'].map((state) => this.firstDue(state, now)));
    const due = moments.flatMap((moment) => (moment === null ? [] : [moment.getTime()]));
    return due.length === 0 ? null : new Date(Math.min(...due));
  }

  private async firstDue(state: string, now: Date): Promise<Date | null> {
    const [row] = await this.dataSource.query<{ dueAt: Date | string }[]>(
      `SELECT dueAt FROM ${this.byDue()} WHERE state = ? ORDER BY dueAt LIMIT 1`,
      [state],
    );
    const moment = row === undefined ? null : momentOf(row.dueAt);
    return moment !== null && moment <= now ? moment : null;
  }

  private byDue(): string {
    return through(this.dataSource, 'mails', 'ix_mails_due');
  }
}
