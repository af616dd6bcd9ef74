import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock';
import { Config } from '../platform/config/config';
import { Log } from '../platform/logging/log';
import { describeSpan, inSpan } from '../platform/tracing/spans';
import { isPermanent, nextTryAt } from './domain/mail-delivery';
import { MailLinks } from './mail-links';
import { type LetterContents } from './mail-outbox';
import { MailRenderer, MailUnwritable, type WrittenMail } from './mail-renderer';
import { MailSenders } from './mail-senders';
import { MailServerCheck } from './mail-server-check';
import { MailNotTaken, MailTransport, type OutgoingMail } from './mail-transport';
import { type MailOutcome } from './mail.store';
import { type Mail } from './mail.entity';

/** One try to send one mail. */
@Injectable()
export class MailDelivery {
  private readonly host: string;

  constructor(
    private readonly renderer: MailRenderer,
    private readonly links: MailLinks,
    private readonly senders: MailSenders,
    private readonly transport: MailTransport,
    private readonly server: MailServerCheck,
    private readonly clock: Clock,
    private readonly log: Log,
    config: Config,
  ) {
    this.host = new URL(config.http.publicBaseUrl).hostname;
  }

  /** Tries once, and says how it ended. Never throws: one mail that cannot be sent does not stop the others. */
  async attempt(mail: Mail): Promise<MailOutcome> {
    const attributes = {
      'matricula.mail.id': mail.id,
      'matricula.mail.template': mail.template,
      'matricula.mail.tries': mail.tries,
    };
    return inSpan({ name: `mail ${mail.template}`, attributes }, async () => {
      const outcome = await this.send(mail);
      describeSpan({ 'matricula.mail.state': outcome.state });
      return outcome;
    });
  }

  private async send(mail: Mail): Promise<MailOutcome> {
    const about = { mailId: mail.id, template: mail.template, tries: mail.tries };
    try {
      const answer = await this.transport.send({
        ...(await this.write(mail)),
        sender: await this.senders.of(mail.siteId),
        to: mail.recipient ?? '',
        messageId: `<${mail.id}@${this.host}>`,
      });
      this.log.info('mail sent', about);
      return { state: 'sent', dueAt: mail.dueAt, sentAt: this.clock.now(), lastAnswer: answer };
    } catch (error) {
      const outcome = this.afterFault(mail, error);
      if (error instanceof MailNotTaken && !error.refusal.isAboutTheMail) {
        this.server.lookAgain();
      }
      const message = outcome.state === 'failed' ? 'mail given up' : 'mail will be tried again';
      this.log.warn(message, { ...about, nextTryAt: outcome.dueAt, err: error });
      return outcome;
    }
  }

  private async write(mail: Mail): Promise<WrittenMail & Pick<OutgoingMail, 'unsubscribeUrl'>> {
    const { params, activationLink, staffLink, unsubscribes, ...more } = contentsOf(mail);
    const unsubscribing = unsubscribes === undefined ? {} : { unsubscribeUrl: this.links.unsubscribe(unsubscribes) };
    const entering = {
      ...(activationLink !== undefined && { activationUrl: this.links.activation(activationLink) }),
      ...(staffLink !== undefined && { passwordUrl: this.links.staffPassword(staffLink) }),
    };
    const { siteId, applicationId, template, locale } = mail;
    const written = await this.renderer.write({
      siteId,
      applicationId,
      template,
      locale,
      params: { ...params, ...entering, ...unsubscribing },
      ...more,
    });
    return { ...written, ...unsubscribing };
  }

  // A mail that cannot be written stays so. What the mail server said, or the database, may pass.
  private afterFault(mail: Mail, error: unknown): MailOutcome {
    const isFinal = error instanceof MailNotTaken ? isPermanent(error.refusal) : error instanceof MailUnwritable;
    const next = isFinal ? null : nextTryAt(mail, this.clock.now(), randomInt(1000) / 1000);
    const lastAnswer = error instanceof MailNotTaken ? error.answer : 'The mail could not be written.';
    return next === null
      ? { state: 'failed', dueAt: mail.dueAt, sentAt: null, lastAnswer }
      : { state: 'queued', dueAt: next, sentAt: null, lastAnswer };
  }
}

function contentsOf({ params }: Mail): LetterContents {
  try {
    return JSON.parse(params ?? '') as LetterContents;
  } catch (error) {
    throw new MailUnwritable('What the mail is made of cannot be read.', { cause: error });
  }
}
