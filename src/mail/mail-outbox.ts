import { EventEmitter } from 'node:events';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock';
import { type Reference } from '../platform/crypto/reference-token';
import { Transactions, type Tx } from '../platform/database/transactions';
import { Ids } from '../platform/ids/ids';
import { type MailParams, type MailTemplate, type TemplateSource } from './domain/mail-templates';
import { type Mail } from './mail.entity';
import { MailStore } from './mail.store';

export interface Letter {
  readonly siteId: string;
  /** Null: it is about none. */
  readonly applicationId: string | null;
  readonly template: MailTemplate;
  readonly locale: string;
  /** One address, checked before. */
  readonly to: string;
  readonly params: MailParams;
  /** With `activation`: what the link in the mail stands for. */
  readonly activationLink?: Reference;
  /** To be written with these words, which have been checked: somebody tries them out. */
  readonly trial?: TemplateSource;
}

/** What lies in the outbox: a link is not among it, only what it is made of. */
export type LetterContents = Pick<Letter, 'params' | 'activationLink' | 'trial'>;

/**
 * Where mails are handed in: in the transaction that causes them, so that there
 * is a mail exactly if there is a reason for it. They are posted after the
 * commit, by the courier of this process or another.
 */
@Injectable()
export class MailOutbox {
  private readonly posted = new EventEmitter();

  constructor(
    private readonly mails: MailStore,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  enqueue(tx: Tx, letter: Letter): Promise<void> {
    return this.enqueueAll(tx, [letter]);
  }

  /** Hands in several, in one statement. */
  async enqueueAll(tx: Tx, letters: readonly Letter[]): Promise<void> {
    if (letters.length === 0) {
      return;
    }
    await this.mails.addAll(
      tx,
      letters.map((letter) => this.queued(letter)),
    );
    this.transactions.onceCommitted(tx, () => this.posted.emit('mail'));
  }

  /** What is still to be sent about these applications is not. */
  withdraw(tx: Tx, siteId: string, applicationIds: readonly string[]): Promise<void> {
    return this.mails.withdraw(tx, siteId, applicationIds);
  }

  /** These applications are gone, and with them what was written about them. */
  forget(tx: Tx, siteId: string, applicationIds: readonly string[]): Promise<void> {
    return this.mails.forget(tx, siteId, applicationIds);
  }

  /** Calls `wake` whenever a mail has been committed in this process. */
  onPosted(wake: () => void): void {
    this.posted.on('mail', wake);
  }

  private queued(letter: Letter): Mail {
    const now = this.clock.now();
    return {
      siteId: letter.siteId,
      id: this.ids.next(),
      applicationId: letter.applicationId,
      template: letter.template,
      locale: letter.locale,
      recipient: letter.to,
      params: JSON.stringify(contentsOf(letter)),
      state: 'queued',
      tries: 0,
      dueAt: now,
      queuedAt: now,
      sentAt: null,
      lastAnswer: null,
    };
  }
}

function contentsOf({ params, activationLink, trial }: Letter): LetterContents {
  return { params, ...(activationLink !== undefined && { activationLink }), ...(trial !== undefined && { trial }) };
}
