import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { type Role } from '../platform/access/rights';

export const SITE_ROLES = ['administrator', 'reviewer', 'viewer'] as const satisfies readonly Role[];

export type SiteRole = (typeof SITE_ROLES)[number];

/** What a member of staff is on one site. */
@Entity('staff_memberships')
@Index('ix_staff_memberships_staff', ['staffId'])
@ForeignKey('Site', ['siteId'], ['id'], { name: 'fk_staff_memberships_site', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
@ForeignKey('Staff', ['staffId'], ['id'], { name: 'fk_staff_memberships_staff', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
export class StaffMembership {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  siteId: string;

  @PrimaryColumn({ type: 'varchar', length: 36 })
  staffId: string;

  @Column({ type: 'varchar', length: 20 })
  role: SiteRole;

  /** Counts the changes; what `ETag` and `If-Match` speak of. */
  @Column({ type: 'integer', default: 1 })
  version: number;
}
