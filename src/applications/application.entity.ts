import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { type ApplicationStatus } from './domain/application-lifecycle';

/** What an applicant sent, and where it stands. */
@Entity('applications')
@Index('ix_applications_status', ['siteId', 'status', 'id'])
@Index('ix_applications_decided', ['siteId', 'status', 'decidedAt'])
@Index('ix_applications_group', ['siteId', 'groupId', 'status', 'id'])
@Index('ix_applications_signup_url', ['siteId', 'signupUrlId', 'status', 'id'])
@Index('ix_applications_code', ['siteId', 'authenticationCodeId', 'status', 'id'])
@Index('ix_applications_decider', ['siteId', 'decidedById', 'status', 'id'])
@Index('ix_applications_domain', ['siteId', 'emailDomain', 'status', 'id'])
@Index('ix_applications_login_id', ['siteId', 'loginIdKey', 'id'])
@Index('ix_applications_email', ['siteId', 'emailKey', 'id'])
@Index('ix_applications_name', ['siteId', 'nameKey', 'id'])
@Index('ix_applications_slice_login_id', ['siteId', 'slice', 'loginIdKey', 'status', 'id'])
@Index('ix_applications_slice_email', ['siteId', 'slice', 'emailKey', 'status', 'id'])
@Index('ix_applications_slice_name', ['siteId', 'slice', 'nameKey', 'status', 'id'])
@Index('ix_applications_mailbox', ['siteId', 'canonicalEmailKey', 'id'])
@Index('ix_applications_network', ['siteId', 'networkHash', 'id'])
@Index('ix_applications_notices', ['siteId', 'status', 'activatedAt', 'remindedAt', 'id'])
@ForeignKey('Site', ['siteId'], ['id'], { name: 'fk_applications_site', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
export class Application {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  siteId: string;

  /** UUIDv7: the order of ids is the order of application. */
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id: string;

  /** Assigned from the life-cycle's table and nowhere else. */
  @Column({ type: 'varchar', length: 20 })
  status: ApplicationStatus;

  @Column({ type: 'varchar', length: 200 })
  name: string;

  /** Null where the site does without login IDs: the e-mail address is the login then. */
  @Column({ type: 'varchar', length: 30, nullable: true })
  loginId: string | null;

  /** The login ID as it is compared. */
  @Column({ type: 'varchar', length: 30, nullable: true })
  loginIdKey: string | null;

  /** The address as typed; mails go there. */
  @Column({ type: 'varchar', length: 254 })
  email: string;

  /** The address as it is compared. */
  @Column({ type: 'varchar', length: 254 })
  emailKey: string;

  /** argon2id; moves to the account when one is opened. */
  @Column({ type: 'varchar', length: 255, nullable: true })
  passwordHash: string | null;

  @Column({ type: 'varchar', length: 200, nullable: true })
  displayName: string | null;

  @Column({ type: 'varchar', length: 400, nullable: true })
  department: string | null;

  @Column({ type: 'varchar', length: 400, nullable: true })
  position: string | null;

  /** ISO 3166-1 alpha-2. */
  @Column({ type: 'varchar', length: 2, nullable: true })
  country: string | null;

  /** BCP 47; what the applicant wants to learn in. */
  @Column({ type: 'varchar', length: 35, nullable: true })
  language: string | null;

  /** IANA name. */
  @Column({ type: 'varchar', length: 64, nullable: true })
  timeZone: string | null;

  /** Answers to the site's own fields, by key, as JSON. */
  @Column({ type: 'text' })
  answers: string;

  /** The version of the form that was answered: finds its labels and options again. */
  @Column({ type: 'varchar', length: 100 })
  formVersion: string;

  /** The version of the terms agreed to, at the time of application; null where there were none. */
  @Column({ type: 'integer', nullable: true })
  termsVersion: number | null;

  /** The group of the sign-up URL it was sent through; null: through the site's own form. */
  @Column({ type: 'varchar', length: 36, nullable: true })
  groupId: string | null;

  @Column({ type: 'varchar', length: 36, nullable: true })
  signupUrlId: string | null;

  /** Which of the URL's codes the applicant typed; null where none was asked. */
  @Column({ type: 'varchar', length: 36, nullable: true })
  authenticationCodeId: string | null;

  /** The language of the applicant's browser, for mails. */
  @Column({ type: 'varchar', length: 35 })
  locale: string;

  /** Which of the links mailed for this application is the live one. */
  @Column({ type: 'integer' })
  linkGeneration: number;

  @Column({ type: 'datetime', precision: 3 })
  linkExpiresAt: Date;

  @Column({ type: 'datetime', precision: 3 })
  appliedAt: Date;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  activatedAt: Date | null;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  decidedAt: Date | null;

  /** The member of staff who decided; null while undecided, and when the service decided by itself. */
  @Column({ type: 'varchar', length: 36, nullable: true })
  decidedById: string | null;

  /** The name as it is searched; see searchKeysOf. */
  @Column({ type: 'varchar', length: 60, default: '' })
  nameKey: string;

  /** The domain of the address, as it is compared. */
  @Column({ type: 'varchar', length: 254, default: '' })
  emailDomain: string;

  /** The mailbox behind the address: what several spellings of it have in common. */
  @Column({ type: 'varchar', length: 254, default: '' })
  canonicalEmailKey: string;

  /** Which stretch of time it was sent in; see sliceOf. */
  @Column({ type: 'integer', default: 0 })
  slice: number;

  /** Which network it was sent from, as nobody can read it; null where that is not known. */
  @Column({ type: 'varchar', length: 24, nullable: true })
  networkHash: string | null;

  /** When its applicant was reminded that it is about to be deleted; once at most. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  remindedAt: Date | null;

  /** What spoke against approving it without a look when it was activated: names of concerns, with commas between them; null: nothing. */
  @Column({ type: 'varchar', length: 100, nullable: true })
  concerns: string | null;
}
