import { Injectable } from '@nestjs/common';
import { type Counter } from 'prom-client';
import { Transactions, type Tx } from '../platform/database/transactions';
import { Metrics } from '../platform/metrics/metrics';
import { type ApplicationHistory } from './application-history.entity';

/** How applications move along their life-cycle, for operations to count. */
@Injectable()
export class ApplicationMetrics {
  private readonly transitions: Counter<'event' | 'from' | 'to'>;

  constructor(
    metrics: Metrics,
    private readonly transactions: Transactions,
  ) {
    this.transitions = metrics.counter({
      name: 'matricula_application_transitions_total',
      help: 'Events in the lives of applications that this process committed, of all sites. A new application comes from "none".',
      labels: ['event', 'from', 'to'],
    });
  }

  /** Counts what the history rows tell of, once `tx` is committed. */
  count(tx: Tx, rows: readonly Pick<ApplicationHistory, 'event' | 'fromStatus' | 'toStatus'>[]): void {
    this.transactions.onceCommitted(tx, () => {
      for (const { event, fromStatus, toStatus } of rows) {
        this.transitions.inc({ event, from: fromStatus ?? 'none', to: toStatus });
      }
    });
  }
}
