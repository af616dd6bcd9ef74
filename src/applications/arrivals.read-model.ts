import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { through } from '../platform/database/index-hints';
import { momentOf } from '../platform/database/raw-sql';
import { type Tx } from '../platform/database/transactions';
import { type BoundedCount, boundedCount } from '../platform/http/bounded-count';

/** Which part of what came to wait. */
export interface ArrivalSpan {
  /** Exclusive. */
  readonly after: Date;
  /** Inclusive. */
  readonly upTo: Date;
}

/** An application that came to wait for a decision, as digests tell of it. */
export interface Arrival {
  readonly id: string;
  readonly name: string;
  readonly loginId: string | null;
  readonly email: string;
  readonly appliedAt: Date;
  readonly groupName: string | null;
}

type ArrivalRow = Omit<Arrival, 'appliedAt'> & { readonly appliedAt: Date | string };

const MOST_COUNTED = 10_000;
const INDEX = 'ix_applications_notices';
const CAME_TO_WAIT =
  "application.siteId = ? AND application.status = 'unapproved' AND application.activatedAt > ? AND application.activatedAt <= ?";
const COLUMNS = ['siteId', 'id', 'name', 'loginId', 'email', 'appliedAt', 'activatedAt', 'remindedAt', 'groupId']
  .map((column) => `application.${column}`)
  .join(', ');
const IN_ORDER = 'ORDER BY application.activatedAt, application.remindedAt, application.id';

/** What came to wait for a decision in a span of time, and still does. However many wait, only the span is read. */
@Injectable()
export class ArrivalsReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /** How many; counts no further than 10,000. */
  async count(tx: Tx, siteId: string, { after, upTo }: ArrivalSpan): Promise<BoundedCount> {
    const found = `SELECT application.id FROM ${this.table()} WHERE ${CAME_TO_WAIT} LIMIT ${MOST_COUNTED + 1}`;
    const [row] = await tx.query<{ total: number | string }[]>(`SELECT COUNT(*) AS total FROM (${found}) AS found`, [
      siteId,
      after,
      upTo,
    ]);
    return boundedCount(Number(row?.total ?? 0), MOST_COUNTED);
  }

  /** The first `size` of them, longest waiting first. */
  async first(tx: Tx, siteId: string, { after, upTo }: ArrivalSpan, size: number): Promise<Arrival[]> {
    const found = `SELECT ${COLUMNS} FROM ${this.table()} WHERE ${CAME_TO_WAIT} ${IN_ORDER} LIMIT ${size}`;
    const rows = await tx.query<ArrivalRow[]>(
      `SELECT application.id, application.name, application.loginId, application.email, application.appliedAt, \`group\`.name AS groupName
       FROM (${found}) AS application
       LEFT JOIN \`groups\` AS \`group\` ON \`group\`.siteId = application.siteId AND \`group\`.id = application.groupId
       ${IN_ORDER}`,
      [siteId, after, upTo],
    );
    return rows.map((row) => ({ ...row, appliedAt: momentOf(row.appliedAt) }));
  }

  private table(): string {
    return through(this.dataSource, 'applications AS application', INDEX);
  }
}
