import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** What a site demands of its staff. */
@Entity('staff_policies')
@ForeignKey('Site', ['siteId'], ['id'], { name: 'fk_staff_policies_site', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
export class StaffPolicy {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  siteId: string;

  @Column({ type: 'boolean' })
  secondFactorRequired: boolean;
}
