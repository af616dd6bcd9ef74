import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** One LMS site: a tenant. Everything else belongs to exactly one. */
@Entity('sites')
@Unique('uq_sites_slug', ['slug'])
export class Site {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id: string;

  /** The site's name in addresses: lower-case letters, digits, hyphens. */
  @Column({ type: 'varchar', length: 40 })
  slug: string;

  @Column({ type: 'varchar', length: 100 })
  name: string;

  /** Set by the operator: without it the site's administrators cannot enable registration. */
  @Column({ type: 'boolean' })
  registrationAvailable: boolean;

  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;
}
