import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** `published`: a live sign-up URL; `stopped`: it had one. */
export const SIGNUP_URL_STATUSES = ['not_published', 'published', 'stopped'] as const;

export type SignupUrlStatus = (typeof SIGNUP_URL_STATUSES)[number];

/** A group of the LMS, and what the service needs to know of it. */
@Entity('groups')
@Unique('uq_groups_lms_id', ['siteId', 'lmsId'])
@Index('ix_groups_name', ['siteId', 'archived', 'nameKey', 'id'])
@Index('ix_groups_code', ['siteId', 'archived', 'codeKey', 'nameKey', 'id'])
@Index('ix_groups_status', ['siteId', 'archived', 'signupUrlStatus', 'nameKey', 'id'])
@Index('ix_groups_parent', ['siteId', 'parentId'])
@ForeignKey('Site', ['siteId'], ['id'], { name: 'fk_groups_site', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
export class Group {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  siteId: string;

  @PrimaryColumn({ type: 'varchar', length: 36 })
  id: string;

  /** What the LMS calls it; compared exactly. */
  @Column({ type: 'varchar', length: 100 })
  lmsId: string;

  @Column({ type: 'varchar', length: 30 })
  name: string;

  /** The name as it is searched and sorted. */
  @Column({ type: 'varchar', length: 60 })
  nameKey: string;

  @Column({ type: 'varchar', length: 30, nullable: true })
  code: string | null;

  /** The code as it is searched. */
  @Column({ type: 'varchar', length: 60, nullable: true })
  codeKey: string | null;

  @Column({ type: 'varchar', length: 36, nullable: true })
  parentId: string | null;

  /** The most members it may have; null: as many as one likes. */
  @Column({ type: 'integer', nullable: true })
  memberLimit: number | null;

  /** The LMS does not use it any more: it takes no members, and has no sign-up URL. */
  @Column({ type: 'boolean' })
  archived: boolean;

  /** Kept by signup-urls, in the transaction that publishes or stops. */
  @Column({ type: 'varchar', length: 20, default: 'not_published' })
  signupUrlStatus: SignupUrlStatus;

  /** The live sign-up URL, or the one published last; null: there has been none. */
  @Column({ type: 'varchar', length: 36, nullable: true })
  signupUrlId: string | null;

  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;

  @Column({ type: 'datetime', precision: 3 })
  updatedAt: Date;
}
