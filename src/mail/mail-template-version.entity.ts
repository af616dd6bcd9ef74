import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { type Locale } from '../platform/i18n/locale';
import { type MailTemplate } from './domain/mail-templates';

/** A template as somebody saved it. Rows are only ever added: each can be taken up again. Texts are null where somebody went back to the built-in ones. */
@Entity('mail_template_versions')
@ForeignKey('Site', ['siteId'], ['id'], { name: 'fk_mail_template_versions_site', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
export class MailTemplateVersion {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  siteId: string;

  @PrimaryColumn({ type: 'varchar', length: 40 })
  template: MailTemplate;

  @PrimaryColumn({ type: 'varchar', length: 10 })
  locale: Locale;

  @PrimaryColumn({ type: 'integer' })
  version: number;

  @Column({ type: 'varchar', length: 200, nullable: true })
  subject: string | null;

  @Column({ type: 'mediumtext', nullable: true })
  text: string | null;

  @Column({ type: 'mediumtext', nullable: true })
  html: string | null;

  @Column({ type: 'datetime', precision: 3 })
  savedAt: Date;

  /** The member of staff who saved it. */
  @Column({ type: 'varchar', length: 36 })
  savedById: string;

  /** As they were called then. */
  @Column({ type: 'varchar', length: 100 })
  savedByName: string;
}
