import { setTimeout as sleep } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock, later, SECONDS } from '../platform/clock/clock';
import { Transactions } from '../platform/database/transactions';
import { Log } from '../platform/logging/log';
import { outsideRequests } from '../platform/logging/request-scope';
import { MailDelivery } from './mail-delivery';
import { MailOutbox } from './mail-outbox';
import { MailStore } from './mail.store';
import { type Mail } from './mail.entity';

const SWEEP_EVERY = 5 * SECONDS;
const LEASE = 20 * SECONDS;
const RENEW_EVERY = 5 * SECONDS;
const LONGEST_FAREWELL = 8 * SECONDS;
const BATCH = 20;
const AT_ONCE = 5;

/**
 * Sends what lies in the outbox. Woken by every commit that queued a mail; a
 * sweep finds what other processes left behind and what is due again.
 *
 * A mail is claimed before it is sent, so that of several couriers one sends
 * it. A courier that dies in between stops renewing its claim; another one
 * takes over, with the same Message-ID.
 */
@Injectable()
export class MailCourier implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private sweep: NodeJS.Timeout | undefined;
  private round: Promise<void> | null = null;
  private isCalledAgain = false;
  private isStopping = false;

  constructor(
    private readonly outbox: MailOutbox,
    private readonly mails: MailStore,
    private readonly delivery: MailDelivery,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.outbox.onPosted(() => {
      this.wake();
    });
    this.sweep = setInterval(() => {
      this.wake();
    }, SWEEP_EVERY);
    this.wake();
  }

  /** Stops taking mails, and waits a while for those on their way; what hangs is taken over by the next courier. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    clearInterval(this.sweep);
    await Promise.race([this.round, sleep(LONGEST_FAREWELL, undefined, { ref: false })]);
  }

  private wake(): void {
    if (this.isStopping) {
      return;
    }
    if (this.round !== null) {
      this.isCalledAgain = true;
      return;
    }
    this.round = outsideRequests(() => this.drain())
      .catch((error: unknown) => {
        this.log.error('the outbox could not be read', { err: error });
      })
      .finally(() => {
        this.round = null;
        if (this.isCalledAgain) {
          this.isCalledAgain = false;
          this.wake();
        }
      });
  }

  private async drain(): Promise<void> {
    let sentSome = true;
    while (sentSome && !this.isStopping) {
      const due = await this.mails.due(this.clock.now(), BATCH);
      const waiting = [...due];
      const couriers = Array.from({ length: AT_ONCE }, () => this.sendOneByOne(waiting));
      sentSome = (await Promise.all(couriers)).some((count) => count > 0);
    }
  }

  private async sendOneByOne(waiting: Mail[]): Promise<number> {
    let claimed = 0;
    for (let mail = waiting.shift(); mail !== undefined && !this.isStopping; mail = waiting.shift()) {
      claimed += (await this.sendIfMine(mail)) ? 1 : 0;
    }
    return claimed;
  }

  private async sendIfMine(found: Mail): Promise<boolean> {
    const lease = (): Date => later(this.clock.now(), LEASE);
    const mail = await this.transactions.run((tx) => this.mails.claim(tx, found, lease()));
    if (mail === null) {
      return false;
    }
    const renewal = setInterval(() => {
      this.transactions
        .run((tx) => this.mails.renew(tx, mail, lease()))
        .catch((error: unknown) => {
          this.log.warn('a claim on a mail could not be renewed', { mailId: mail.id, err: error });
        });
    }, RENEW_EVERY);
    try {
      const outcome = await this.delivery.attempt(mail);
      await this.transactions.run((tx) => this.mails.settle(tx, mail, outcome));
    } finally {
      clearInterval(renewal);
    }
    return true;
  }
}
