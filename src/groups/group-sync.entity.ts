import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** When a site's groups were last written. Who writes them locks this row first, so that two writers cannot make a circle of parents. */
@Entity('group_syncs')
@ForeignKey('Site', ['siteId'], ['id'], { name: 'fk_group_syncs_site', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
export class GroupSync {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  siteId: string;

  @Column({ type: 'datetime', precision: 3 })
  lastAt: Date;
}
