import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { type SiteRetention } from './domain/site-retention';

/** For how many days a site keeps what is its own. A site that never said so has no row. */
@Entity('retention_settings')
@ForeignKey('Site', ['siteId'], ['id'], { name: 'fk_retention_settings_site', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
export class RetentionSettings implements SiteRetention {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  siteId: string;

  /** Since the decision. */
  @Column({ type: 'integer' })
  declinedApplicationsInDays: number;

  /** Since the end of the application. */
  @Column({ type: 'integer' })
  applicationHistoryInDays: number;

  /** Since they were handed in. */
  @Column({ type: 'integer' })
  mailRecordsInDays: number;

  /** Since the change. */
  @Column({ type: 'integer' })
  siteHistoryInDays: number;

  /** Counts the changes; what `ETag` and `If-Match` speak of. */
  @Column({ type: 'integer' })
  version: number;

  @Column({ type: 'datetime', precision: 3 })
  updatedAt: Date;
}
