import { setTimeout as sleep } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock, later, SECONDS } from '../platform/clock/clock';
import { Config } from '../platform/config/config';
import { Transactions } from '../platform/database/transactions';
import { Log } from '../platform/logging/log';
import { outsideRequests } from '../platform/logging/request-scope';
import { MailDelivery } from './mail-delivery';
import { MailMetrics } from './mail-metrics';
import { MailOutbox } from './mail-outbox';
import { MailServerCheck } from './mail-server-check';
import { MailStore } from './mail.store';
import { type Mail } from './mail.entity';

const SWEEP_EVERY = 5 * SECONDS;
const LEASE = 20 * SECONDS;
const RENEW_EVERY = 5 * SECONDS;
const LONGEST_FAREWELL = 8 * SECONDS;
const AT_ONCE = 10;
const BROUGHT_FORWARD_TOGETHER = 500;

/**
 * Sends what lies in the outbox. Woken by every commit that queued a mail; a
 * sweep finds what other processes left behind and what is due again.
 *
 * A mail is claimed before it is sent, so that of several couriers one sends
 * it. A courier that dies in between stops renewing its claim; another one
 * takes over, with the same Message-ID. Mails are under way independently of
 * each other: one that hangs takes one place of several, not the whole service.
 * What became of a mail is written down even if the database has to come back first: until then it is not sent again from here.
 */
@Injectable()
export class MailCourier implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly underWay = new Map<string, Promise<void>>();
  private sweep: NodeJS.Timeout | undefined;
  private taking: Promise<void> | undefined;
  private isCalledAgain = false;
  private isStopping = false;

  constructor(
    private readonly outbox: MailOutbox,
    private readonly mails: MailStore,
    private readonly delivery: MailDelivery,
    private readonly server: MailServerCheck,
    private readonly metrics: MailMetrics,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.config.worksByItself) {
      return;
    }
    this.outbox.onPosted(() => {
      this.wake();
    });
    this.server.whenBack(() => {
      void outsideRequests(() => this.bringForward());
    });
    this.server.lookAgain();
    this.sweep = setInterval(() => {
      this.wake();
    }, SWEEP_EVERY);
    this.wake();
  }

  /** Stops taking mails, and waits a while for those on their way; what hangs is taken over by the next courier. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    clearInterval(this.sweep);
    // One that is being taken at this moment is on its way a moment later.
    const allIsDone = Promise.resolve(this.taking).then(() => Promise.all(this.underWay.values()));
    await Promise.race([allIsDone, sleep(LONGEST_FAREWELL, undefined, { ref: false })]);
  }

  private wake(): void {
    this.isCalledAgain = true;
    this.taking ??= outsideRequests(() => this.takeWhatIsDue());
  }

  // The pauses have become long while the server was away. Nobody is to wait for the end of one now; what is sent at once is bounded all the same.
  private async bringForward(): Promise<void> {
    try {
      const now = this.clock.now();
      for (;;) {
        const mails = this.isStopping ? [] : await this.mails.putOff(now, BROUGHT_FORWARD_TOGETHER);
        if (mails.length === 0) {
          return;
        }
        await this.transactions.run((tx) => this.mails.bringForward(tx, mails, now));
        this.wake();
      }
    } catch (error) {
      this.log.error('mails that were put off could not be brought forward', { err: error });
    }
  }

  private async takeWhatIsDue(): Promise<void> {
    try {
      while (this.isCalledAgain && !this.isStopping) {
        this.isCalledAgain = false;
        await this.fillPlaces();
      }
    } catch (error) {
      this.log.error('the outbox could not be read', { err: error });
    } finally {
      this.taking = undefined;
    }
  }

  private async fillPlaces(): Promise<void> {
    const free = AT_ONCE - this.underWay.size;
    const due = free === 0 ? [] : await this.mails.due(this.clock.now(), free);
    for (const mail of due.filter(({ id }) => !this.underWay.has(id))) {
      if (this.isStopping) {
        return;
      }
      const mine = await this.transactions.run((tx) => this.mails.claim(tx, mail, this.leaseEnd()));
      if (mine !== null) {
        this.send(mine);
      }
    }
  }

  // Whoever comes back looks for the next one.
  private send(mail: Mail): void {
    const sending = this.sendAndSettle(mail)
      .catch((error: unknown) => {
        this.log.error('what became of a mail could not be written down', { mailId: mail.id, err: error });
      })
      .finally(() => {
        this.underWay.delete(mail.id);
        this.wake();
      });
    this.underWay.set(mail.id, sending);
  }

  private async sendAndSettle(mail: Mail): Promise<void> {
    const renewal = setInterval(() => {
      this.transactions
        .run((tx) => this.mails.renew(tx, mail, this.leaseEnd()))
        .catch((error: unknown) => {
          this.log.warn('a claim on a mail could not be renewed', { mailId: mail.id, err: error });
        });
    }, RENEW_EVERY);
    try {
      const outcome = await this.delivery.attempt(mail);
      const isMine = await this.transactions.persistently(
        (tx) => this.mails.settle(tx, mail, outcome),
        () => this.isStopping,
      );
      if (isMine) {
        this.metrics.tried(mail, outcome);
      }
    } finally {
      clearInterval(renewal);
    }
  }

  private leaseEnd(): Date {
    return later(this.clock.now(), LEASE);
  }
}
