import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** A member: what an approved application has become. */
@Entity('accounts')
@Unique('uq_accounts_application', ['siteId', 'applicationId'])
@Index('ix_accounts_login_id', ['siteId', 'loginIdKey'])
@Index('ix_accounts_email', ['siteId', 'emailKey'])
@Index('ix_accounts_group', ['siteId', 'groupId'])
@Index('ix_accounts_updated_at', ['siteId', 'updatedAt', 'id'])
@ForeignKey('Application', ['siteId', 'applicationId'], ['siteId', 'id'], {
  name: 'fk_accounts_application',
  onDelete: 'CASCADE',
  onUpdate: 'NO ACTION',
})
export class Account {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  siteId: string;

  @PrimaryColumn({ type: 'varchar', length: 36 })
  id: string;

  /** The application it was opened from; one account an application. */
  @Column({ type: 'varchar', length: 36 })
  applicationId: string;

  @Column({ type: 'varchar', length: 200 })
  name: string;

  /** Null where the site did without login IDs when the member applied: the e-mail address is the login then. */
  @Column({ type: 'varchar', length: 30, nullable: true })
  loginId: string | null;

  /** The login ID as it is compared; the claims keep it unique. */
  @Column({ type: 'varchar', length: 30, nullable: true })
  loginIdKey: string | null;

  @Column({ type: 'varchar', length: 254 })
  email: string;

  /** The address as it is compared; the claims keep it unique. */
  @Column({ type: 'varchar', length: 254 })
  emailKey: string;

  @Column({ type: 'varchar', length: 255 })
  passwordHash: string;

  /** The group the member belongs to from the start; null: none. */
  @Column({ type: 'varchar', length: 36, nullable: true })
  groupId: string | null;

  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;

  /** When anything of it that an LMS fetches was last changed. */
  @Column({ type: 'datetime', precision: 3 })
  updatedAt: Date;
}
