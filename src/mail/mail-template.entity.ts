import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { type Locale } from '../platform/i18n/locale';
import { type MailTemplate } from './domain/mail-templates';

/**
 * What a site has written in place of a built-in template, in one language. A
 * row whose texts are null has gone back to the built-in ones; it is kept to go
 * on counting.
 */
@Entity('mail_templates')
@ForeignKey('Site', ['siteId'], ['id'], { name: 'fk_mail_templates_site', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
export class SiteMailTemplate {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  siteId: string;

  @PrimaryColumn({ type: 'varchar', length: 40 })
  template: MailTemplate;

  @PrimaryColumn({ type: 'varchar', length: 10 })
  locale: Locale;

  /** Counts the changes; what `ETag` and `If-Match` speak of. */
  @Column({ type: 'integer' })
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
