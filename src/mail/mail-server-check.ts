import { Injectable } from '@nestjs/common';
import { Clock, later, SECONDS } from '../platform/clock/clock';
import { Log } from '../platform/logging/log';
import { MailTransport } from './mail-transport';

/** `slow`: it answers, but late, or has not yet said no; `down`: it cannot be reached, or does not take our credentials. */
export type MailServerState = 'up' | 'slow' | 'down' | 'checking';

const COUNTS_FOR = 15 * SECONDS;
const SLOW_AFTER = 2 * SECONDS;

/**
 * How the mail server is. Asked at start, by who sends mails, and again when somebody wants to know
 * and the last answer is old; always in the background, so that a mail server
 * that hangs makes nothing else slow. Mails are queued while it is away; who
 * sends them learns when it is back.
 */
@Injectable()
export class MailServerCheck {
  private known: MailServerState = 'checking';
  private askedAt: Date | null = null;
  private isAsking = false;
  private onBack: () => void = () => undefined;

  constructor(
    private readonly transport: MailTransport,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** Calls `back` whenever the server is found up after it was not, or for the first time. */
  whenBack(back: () => void): void {
    this.onBack = back;
  }

  /** As far as it is known now. */
  state(): MailServerState {
    this.lookAgain();
    return this.isAsking && this.isLate() ? 'slow' : this.known;
  }

  /** Asks, if the last answer is old. For who has reason to doubt it. */
  lookAgain(): void {
    const now = this.clock.now();
    if (!this.isAsking && (this.askedAt === null || later(this.askedAt, COUNTS_FOR) <= now)) {
      this.ask();
    }
  }

  private ask(): void {
    this.isAsking = true;
    this.askedAt = this.clock.now();
    void this.transport.isReachable().then((reachable) => {
      this.isAsking = false;
      this.learn(reachable ? (this.isLate() ? 'slow' : 'up') : 'down');
    });
  }

  private isLate(): boolean {
    return this.askedAt !== null && later(this.askedAt, SLOW_AFTER) <= this.clock.now();
  }

  private learn(state: MailServerState): void {
    if (state !== this.known) {
      const say = state === 'down' ? 'warn' : 'info';
      this.log[say]('the mail server is to be found', { mailServer: state });
    }
    const isBack = state !== 'down' && (this.known === 'down' || this.known === 'checking');
    this.known = state;
    if (state === 'down') {
      setTimeout(() => {
        this.lookAgain();
      }, COUNTS_FOR).unref();
    }
    if (isBack) {
      this.onBack();
    }
  }
}
