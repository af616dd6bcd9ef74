import { EventEmitter } from 'node:events';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock';
import { type Reference } from '../platform/crypto/reference-token';
import { Transactions, type Tx } from '../platform/database/transactions';
import { Ids } from '../platform/ids/ids';
import { type MailParams, type MailTemplate, type TemplateSource } from './domain/mail-templates';
import { withoutThose } from './domain/naming';
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
  /** Who of the staff (as its id) may say with one click that no more of these mails from the site are wanted; see MailLinks. */
  readonly unsubscribes?: Reference;
  /** With mails to staff: what the link to choose a password with stands for. */
  readonly staffLink?: Reference;
  /** With a list of applications: the ids of those in `params.applications`, in their order. */
  readonly names?: readonly string[];
  /** To be written with these words, which have been checked: somebody tries them out. */
  readonly trial?: TemplateSource;
}

/** What lies in the outbox: a link is not among it, only what it is made of. */
export type LetterContents = Pick<Letter, 'params' | 'activationLink' | 'staffLink' | 'unsubscribes' | 'names' | 'trial'>;

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

  /** A mail that waits for its next try is tried at once; false, when it does not wait (any more). */
  async hurry(tx: Tx, siteId: string, id: string): Promise<boolean> {
    const isDue = await this.mails.makeDue(tx, siteId, id, this.clock.now());
    this.transactions.onceCommitted(tx, () => this.posted.emit('mail'));
    return isDue;
  }

  /** What is still to be sent about these applications is not. */
  withdraw(tx: Tx, siteId: string, applicationIds: readonly string[]): Promise<void> {
    return this.mails.withdraw(tx, siteId, applicationIds);
  }

  /** The applications are gone, and with them what was written about them; answers how many mails that were. */
  forget(tx: Tx, siteId: string, applicationIds: readonly string[]): Promise<number> {
    return this.mails.forget(tx, siteId, applicationIds);
  }

  /** What is still to be sent and lists these applications among others does so no more. */
  async unname(tx: Tx, siteId: string, applicationIds: readonly string[]): Promise<void> {
    const gone = new Set(applicationIds);
    for (const mail of await this.mails.unsentOf(tx, siteId, 'application-digest')) {
      const contents = JSON.parse(mail.params ?? '{}') as LetterContents;
      if (contents.names?.some((id) => gone.has(id)) === true) {
        const left = withoutThose({ ...contents, names: contents.names }, gone);
        await this.mails.rewrite(tx, mail, left === null ? null : JSON.stringify(left));
      }
    }
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

function contentsOf({ params, activationLink, staffLink, unsubscribes, names, trial }: Letter): LetterContents {
  return {
    params,
    ...(activationLink !== undefined && { activationLink }),
    ...(staffLink !== undefined && { staffLink }),
    ...(unsubscribes !== undefined && { unsubscribes }),
    ...(names !== undefined && { names }),
    ...(trial !== undefined && { trial }),
  };
}
