import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, type ValueTransformer } from 'typeorm';
import { type AuthenticationCode } from './domain/authentication-code';

/** `staff`: somebody stopped it; `ended`: its end date came; `group_archived`: with its group. */
export const STOP_REASONS = ['staff', 'ended', 'group_archived'] as const;

export type StopReason = (typeof STOP_REASONS)[number];

const asJson: ValueTransformer = {
  to: (codes: readonly AuthenticationCode[]) => JSON.stringify(codes),
  from: (text: string) => JSON.parse(text) as readonly AuthenticationCode[],
};

/** A "registration screen URL": who applies through it lands in its group. */
@Entity('signup_urls')
@Unique('uq_signup_urls_key', ['key'])
@Unique('uq_signup_urls_live', ['siteId', 'liveGroupId'])
@Index('ix_signup_urls_group', ['siteId', 'groupId', 'id'])
@Index('ix_signup_urls_ends_at', ['siteId', 'stoppedAt', 'endsAt'])
@ForeignKey('Group', ['siteId', 'groupId'], ['siteId', 'id'], {
  name: 'fk_signup_urls_group',
  onDelete: 'CASCADE',
  onUpdate: 'NO ACTION',
})
export class SignupUrl {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  siteId: string;

  @PrimaryColumn({ type: 'varchar', length: 36 })
  id: string;

  @Column({ type: 'varchar', length: 36 })
  groupId: string;

  /** Its group, until it is stopped; then null. Its unique key is what allows a group one live URL. */
  @Column({ type: 'varchar', length: 36, nullable: true })
  liveGroupId: string | null;

  /** The random part of the URL, base64url. Once stopped, it never comes back. */
  @Column({ type: 'varchar', length: 40 })
  key: string;

  /** Whether applicants must type one of its codes. */
  @Column({ type: 'boolean' })
  codeRequired: boolean;

  /** In the order staff gave them; removed ones at the end. */
  @Column({ type: 'mediumtext', transformer: asJson })
  codes: readonly AuthenticationCode[];

  /** For staff alone. */
  @Column({ type: 'varchar', length: 1000, nullable: true })
  note: string | null;

  /** When it stops by itself; null: it does not. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  endsAt: Date | null;

  @Column({ type: 'datetime', precision: 3 })
  publishedAt: Date;

  @Column({ type: 'varchar', length: 36 })
  publishedById: string;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  stoppedAt: Date | null;

  /** The member of staff who stopped it; null while it is live, and where it stopped for another reason. */
  @Column({ type: 'varchar', length: 36, nullable: true })
  stoppedById: string | null;

  @Column({ type: 'varchar', length: 20, nullable: true })
  stopReason: StopReason | null;

  /** Counts the edits; what `ETag` and `If-Match` speak of. */
  @Column({ type: 'integer' })
  version: number;

  @Column({ type: 'datetime', precision: 3 })
  updatedAt: Date;
}
