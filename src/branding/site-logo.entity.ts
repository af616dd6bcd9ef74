import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** The bytes of a site's logo, apart from what is read for every page. */
@Entity('site_logos')
@ForeignKey('Site', ['siteId'], ['id'], { name: 'fk_site_logos_site', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
export class SiteLogo {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  siteId: string;

  /** Base64: a type that both engines have and that takes more than 64 KiB. */
  @Column({ type: 'mediumtext' })
  bytes: string;
}
