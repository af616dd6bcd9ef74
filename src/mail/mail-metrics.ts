import { Injectable } from '@nestjs/common';
import { type Counter, type Gauge, type Histogram } from 'prom-client';
import { Clock, SECONDS } from '../platform/clock/clock';
import { Log } from '../platform/logging/log';
import { Metrics } from '../platform/metrics/metrics';
import { type MailState } from './domain/mail-delivery';
import { MailOutboxReadModel } from './mail-outbox.read-model';
import { type MailOutcome } from './mail.store';
import { type Mail } from './mail.entity';

// Mails that are sent stay in the table: only what still asks for something is looked at.
const WATCHED = ['queued', 'sending', 'failed'] as const satisfies readonly MailState[];

const RESULTS: Readonly<Record<MailOutcome['state'], string | null>> = {
  sent: 'sent',
  queued: 'retried',
  failed: 'failed',
  sending: null,
};

const DELAYS_IN_SECONDS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 3600, 6 * 3600, 24 * 3600, 48 * 3600];

/** What operations see of the mails: tries by how they ended, what waits, for how long, and how long it took. */
@Injectable()
export class MailMetrics {
  private readonly mails: Counter<'template' | 'result'>;
  private readonly delay: Histogram;

  constructor(
    metrics: Metrics,
    private readonly outbox: MailOutboxReadModel,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {
    this.mails = metrics.counter({
      name: 'matricula_mails_total',
      help: 'Tries to send a mail that this process made, by how they ended: sent, retried (it will be tried again), failed (given up).',
      labels: ['template', 'result'],
    });
    this.delay = metrics.histogram({
      name: 'matricula_mail_delay_seconds',
      help: 'Time from queueing a mail until the mail server had taken it.',
      buckets: DELAYS_IN_SECONDS,
    });
    metrics.gauge({
      name: 'matricula_outbox_mails',
      help: 'Mails in the database by state, counted up to 10,000 each.',
      labels: ['state'],
      collect: (gauge) =>
        this.measured(
          () => this.countInto(gauge),
          () => {
            gauge.reset();
          },
        ),
    });
    metrics.gauge({
      name: 'matricula_outbox_oldest_due_age_seconds',
      help: 'For how long the mail that should have been sent first has been due; 0: none is.',
      collect: (gauge) =>
        this.measured(
          () => this.measureAgeInto(gauge),
          () => {
            gauge.set(Number.NaN);
          },
        ),
    });
  }

  /** A try has ended, and that is written down. */
  tried({ template, queuedAt }: Mail, { state, sentAt }: MailOutcome): void {
    const result = RESULTS[state];
    if (result !== null) {
      this.mails.inc({ template, result });
    }
    if (sentAt !== null) {
      this.delay.observe(Math.max(0, sentAt.getTime() - queuedAt.getTime()) / SECONDS);
    }
  }

  private async countInto(gauge: Gauge<'state'>): Promise<void> {
    for (const state of WATCHED) {
      gauge.set({ state }, await this.outbox.depth(state));
    }
  }

  private async measureAgeInto(gauge: Gauge): Promise<void> {
    const now = this.clock.now();
    const dueSince = await this.outbox.dueSince(now);
    gauge.set(dueSince === null ? 0 : (now.getTime() - dueSince.getTime()) / SECONDS);
  }

  // Whoever looks while the database is away sees the other metrics all the same, and nothing old of these.
  private async measured(measure: () => Promise<void>, forget: () => void): Promise<void> {
    try {
      await measure();
    } catch (error) {
      forget();
      this.log.warn('the outbox could not be measured', { err: error });
    }
  }
}
