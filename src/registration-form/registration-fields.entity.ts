import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** The fields of a site's form, as somebody saved them. A version is never changed: answers are shown with the labels they had. */
@Entity('registration_forms')
@ForeignKey('Site', ['siteId'], ['id'], { name: 'fk_registration_forms_site', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
export class RegistrationFields {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  siteId: string;

  /** Counts from 1. A site without a row has the form that is built in, as version 0. */
  @PrimaryColumn({ type: 'integer' })
  version: number;

  /** The fields in their order, as JSON. */
  @Column({ type: 'mediumtext' })
  definition: string;

  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;

  /** The member of staff who saved it. */
  @Column({ type: 'varchar', length: 36 })
  createdById: string;
}
