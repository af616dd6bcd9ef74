import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** A site's switches. */
@Entity('registration_settings')
@ForeignKey('Site', ['siteId'], ['id'], { name: 'fk_registration_settings_site', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
export class RegistrationSettings {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  siteId: string;

  /** "Enable membership registration". */
  @Column({ type: 'boolean' })
  enabled: boolean;

  /** "Automatically approve membership applications". Read at the moment of activation. */
  @Column({ type: 'boolean' })
  autoApprove: boolean;

  /** How long a mailed link works, in hours. */
  @Column({ type: 'integer' })
  linkLifeInHours: number;

  /** Counts the changes; what `ETag` and `If-Match` speak of. */
  @Column({ type: 'integer' })
  version: number;

  @Column({ type: 'datetime', precision: 3 })
  updatedAt: Date;
}
