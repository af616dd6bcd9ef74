import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** A site's catalogue of reasons to decline. A site that never changed it has no row. */
@Entity('decline_reasons')
@ForeignKey('Site', ['siteId'], ['id'], { name: 'fk_decline_reasons_site', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
export class DeclineReasons {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  siteId: string;

  /** Keys and texts, in the order they are offered in, as JSON. */
  @Column({ type: 'mediumtext' })
  reasons: string;

  /** Counts the changes; what `ETag` and `If-Match` speak of. */
  @Column({ type: 'integer' })
  version: number;

  @Column({ type: 'datetime', precision: 3 })
  updatedAt: Date;
}
