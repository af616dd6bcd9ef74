import { MailerService } from '@nestjs-modules/mailer';
import { Injectable } from '@nestjs/common';
import { SpanKind } from '@opentelemetry/api';
import { Config } from '../platform/config/config';
import { inSpan } from '../platform/tracing/spans';
import { type RenderedMail } from './compiled-template';
import { type Refusal } from './domain/mail-delivery';
import { inOneLine } from './domain/template-context';
import { type MailAddress, mailAddressIn } from './mail-address';
import { type MailSender } from './mail-senders';

export interface OutgoingMail extends RenderedMail {
  readonly to: string;
  /** The same on every try, so that a mail that arrives twice is recognised as one (RFC 5322 §3.6.4). */
  readonly messageId: string;
  readonly locale: string;
  readonly sender: MailSender;
  /** Where its reader can say that no more of these are wanted, with one click; for mails that come again and again. */
  readonly unsubscribeUrl?: string;
}

/** Why a mail was not taken. */
export class MailNotTaken extends Error {
  constructor(
    readonly answer: string,
    readonly refusal: Refusal,
  ) {
    super(`The mail server did not take the mail: ${answer}`);
    this.name = new.target.name;
  }
}

/** Hands mails to the SMTP server. */
@Injectable()
export class MailTransport {
  private readonly from: MailAddress;

  constructor(
    private readonly mailer: MailerService,
    config: Config,
  ) {
    this.from = mailAddressIn(config.mail.from);
  }

  /** Resolves with the server's answer once it has taken the mail; throws {@link MailNotTaken}. */
  send(mail: OutgoingMail): Promise<string> {
    return inSpan({ name: 'hand a mail to its server', kind: SpanKind.CLIENT }, () => this.hand(mail));
  }

  /** Whether the server answers, and takes our credentials. */
  async isReachable(): Promise<boolean> {
    return this.mailer.verifyAllTransporters();
  }

  private async hand(mail: OutgoingMail): Promise<string> {
    try {
      const sent = (await this.mailer.sendMail({
        // As objects: an address given as text is parsed again, and a quoted "@" can misroute it (GHSA-mm7p-fcc7-pg87).
        from: { name: inOneLine(mail.sender.name ?? this.from.name), address: this.from.address },
        ...(mail.sender.replyTo !== null && { replyTo: { name: '', address: mail.sender.replyTo } }),
        to: { name: '', address: mail.to },
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        messageId: mail.messageId,
        headers: {
          // RFC 3834: keeps vacation responders from answering.
          'Auto-Submitted': 'auto-generated',
          'Content-Language': mail.locale,
          ...(mail.unsubscribeUrl !== undefined && unsubscribeHeaders(mail.unsubscribeUrl)),
        },
        disableFileAccess: true,
        disableUrlAccess: true,
      })) as { response?: string };
      return withoutAddresses(sent.response ?? '');
    } catch (error) {
      throw notTaken(error);
    }
  }
}

/** RFC 8058: mail programs show a button, which sends a POST to the address. */
function unsubscribeHeaders(url: string): Record<string, string> {
  return { 'List-Unsubscribe': `<${url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
}

function notTaken(error: unknown): MailNotTaken {
  if (!(error instanceof Error)) {
    return new MailNotTaken('unknown fault', { responseCode: undefined, isAboutTheMail: false });
  }
  const { response, responseCode, code } = error as { response?: unknown; responseCode?: unknown; code?: unknown };
  return new MailNotTaken(withoutAddresses(typeof response === 'string' ? response : error.message), {
    responseCode: typeof responseCode === 'number' ? responseCode : undefined,
    isAboutTheMail: code === 'EENVELOPE' || code === 'EMESSAGE',
  });
}

const LONGEST_ANSWER = 300;

// Servers like to repeat the recipient; the answer outlives the mail.
function withoutAddresses(answer: string): string {
  return answer.replace(/[^\s@<>]+@[^\s@<>]+/g, '***').slice(0, LONGEST_ANSWER);
}
