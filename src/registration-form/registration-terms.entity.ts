import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** A site's terms of use, as somebody saved them. Rows are only ever added: what was accepted stays readable. */
@Entity('registration_terms')
@ForeignKey('Site', ['siteId'], ['id'], { name: 'fk_registration_terms_site', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
export class RegistrationTerms {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  siteId: string;

  /** Counts the changes; what `ETag` and `If-Match` speak of. */
  @PrimaryColumn({ type: 'integer' })
  revision: number;

  /** Whether applicants have to accept them. */
  @Column({ type: 'boolean' })
  enabled: boolean;

  /** Counts the texts: what an acceptance names. Switching on and off leaves it; 0 while there is no text. */
  @Column({ type: 'integer' })
  version: number;

  /** Title and Markdown in every language, as JSON. */
  @Column({ type: 'mediumtext' })
  text: string;

  /** When this version of the text was first saved. */
  @Column({ type: 'datetime', precision: 3 })
  publishedAt: Date;

  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;

  /** The member of staff who saved it. */
  @Column({ type: 'varchar', length: 36 })
  createdById: string;
}
