import { ApiProperty } from '@nestjs/swagger';
import { BoundedCountResponse } from '../../applications';
import { type BoundedCount } from '../../platform/http/bounded-count';
import { MAIL_STATES, MAIL_TEMPLATES, type MailState, type MailTemplate } from '../../mail';
import { type TwoWayPage } from '../../platform/http/cursor';
import { type DeskMail } from '../mail-desk.read-model';

/** What became of a mail; nothing of whom it went to or what it said. */
export class MailResponse {
  /** @example '019a1f0e-5c3b-7c41-9d5e-0b7a52f1c0de' */
  id: string;

  /** The application it is about; null: none, or several. */
  applicationId: string | null;

  @ApiProperty({ enum: MAIL_TEMPLATES, example: 'activation' })
  template: MailTemplate;

  /**
   * The language it is written in.
   * @example 'ja'
   */
  locale: string;

  @ApiProperty({ enum: MAIL_STATES, example: 'failed' })
  state: MailState;

  /** How often sending was tried. */
  tries: number;

  /** ISO 8601, UTC. */
  @ApiProperty({ type: String, format: 'date-time' })
  queuedAt: Date | string;

  /** When the mail server took it; null while it has not. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  sentAt: Date | string | null;

  /** When it is tried next; null unless it is queued. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  dueAt: Date | string | null;

  /**
   * What the mail server said last, without addresses.
   * @example '550 5.1.1 No such user'
   */
  lastAnswer: string | null;

  /** Whether it could be sent again at this moment, but for limits. */
  resendable: boolean;

  static from(mail: DeskMail): MailResponse {
    return {
      id: mail.id,
      applicationId: mail.applicationId,
      template: mail.template,
      locale: mail.locale,
      state: mail.state,
      tries: mail.tries,
      queuedAt: mail.queuedAt,
      sentAt: mail.sentAt,
      dueAt: mail.state === 'queued' ? mail.dueAt : null,
      lastAnswer: mail.lastAnswer,
      resendable: mail.resendable,
    };
  }
}

export class MailListResponse {
  /** Newest first. */
  items: MailResponse[];

  /** Send it as `cursor` to get the page before; null on the first one. */
  previousCursor: string | null;

  /** Send it as `cursor` to get the next page; null on the last one. */
  nextCursor: string | null;

  static from({ items, previousCursor, nextCursor }: TwoWayPage<DeskMail>): MailListResponse {
    return { items: items.map((mail) => MailResponse.from(mail)), previousCursor, nextCursor };
  }
}

/** How many mails there are in each state; counted up to 10,000. */
export class MailCountsResponse implements Record<MailState, BoundedCountResponse> {
  queued: BoundedCountResponse;

  sending: BoundedCountResponse;

  sent: BoundedCountResponse;

  failed: BoundedCountResponse;

  static from({ queued, sending, sent, failed }: Record<MailState, BoundedCount>): MailCountsResponse {
    return {
      queued: BoundedCountResponse.from(queued),
      sending: BoundedCountResponse.from(sending),
      sent: BoundedCountResponse.from(sent),
      failed: BoundedCountResponse.from(failed),
    };
  }
}
