import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { type MailState } from './domain/mail-delivery';
import { type MailTemplate } from './domain/mail-templates';

/**
 * A mail in the outbox. Whom it is for and what it says is kept only until it
 * is sent or given up; after that the row tells what became of it.
 */
@Entity('mails')
@Index('ix_mails_due', ['state', 'dueAt'])
@Index('ix_mails_last', ['siteId', 'applicationId', 'id', 'template', 'state'])
@Index('ix_mails_template', ['siteId', 'template', 'state', 'id'])
@Index('ix_mails_state', ['siteId', 'state', 'applicationId', 'id', 'template'])
export class Mail {
  /** The site it is written for; the nil UUID for mails of the service itself. */
  @PrimaryColumn({ type: 'varchar', length: 36 })
  siteId: string;

  @PrimaryColumn({ type: 'varchar', length: 36 })
  id: string;

  /** The application it is about; null: none, or several. */
  @Column({ type: 'varchar', length: 36, nullable: true })
  applicationId: string | null;

  @Column({ type: 'varchar', length: 40 })
  template: MailTemplate;

  @Column({ type: 'varchar', length: 35 })
  locale: string;

  /** The address; null once the mail is sent or given up. */
  @Column({ type: 'varchar', length: 254, nullable: true })
  recipient: string | null;

  /** What the template needs, as JSON; null once the mail is sent or given up. Holds no link, only what links are made of. */
  @Column({ type: 'mediumtext', nullable: true })
  params: string | null;

  @Column({ type: 'varchar', length: 20 })
  state: MailState;

  /** How often sending was tried. */
  @Column({ type: 'integer' })
  tries: number;

  /** When it is to be tried (next); while sending: when the worker's lease ends. */
  @Column({ type: 'datetime', precision: 3 })
  dueAt: Date;

  @Column({ type: 'datetime', precision: 3 })
  queuedAt: Date;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  sentAt: Date | null;

  /** What the mail server said last, without addresses. */
  @Column({ type: 'varchar', length: 300, nullable: true })
  lastAnswer: string | null;
}
