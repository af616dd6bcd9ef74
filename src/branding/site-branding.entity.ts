import { Column, Entity, ForeignKey, PrimaryColumn, type ValueTransformer } from 'typeorm';
import { type Branding } from './domain/branding';
import { type Colour } from './domain/colour';
import { type LogoMediaType } from './logo-image';

// No origin has a space.
const SEPARATOR = ' ';

const asList: ValueTransformer = {
  to: (list: readonly string[]) => list.join(SEPARATOR),
  from: (text: string) => (text === '' ? [] : text.split(SEPARATOR)),
};

/** How a site's pages look, and who may embed them. A site that never said so has no row. */
@Entity('site_brandings')
@ForeignKey('Site', ['siteId'], ['id'], { name: 'fk_site_brandings_site', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
export class SiteBranding implements Branding {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  siteId: string;

  /** Null: the name of the site. */
  @Column({ type: 'varchar', length: 100, nullable: true })
  displayName: string | null;

  /** `#rrggbb`. */
  @Column({ type: 'varchar', length: 7, nullable: true })
  accentColour: Colour | null;

  @Column({ type: 'varchar', length: 500, nullable: true })
  termsUrl: string | null;

  @Column({ type: 'varchar', length: 500, nullable: true })
  privacyUrl: string | null;

  @Column({ type: 'varchar', length: 500, nullable: true })
  contactUrl: string | null;

  /** Separated by spaces. */
  @Column({ type: 'varchar', length: 2020, transformer: asList })
  embeddingOrigins: readonly string[];

  /** SHA-256 of the logo's bytes, base64url: what its address is made of. Null: no logo. */
  @Column({ type: 'varchar', length: 43, nullable: true })
  logoHash: string | null;

  @Column({ type: 'varchar', length: 20, nullable: true })
  logoMediaType: LogoMediaType | null;

  /** In pixels, as is the height. */
  @Column({ type: 'integer', nullable: true })
  logoWidth: number | null;

  @Column({ type: 'integer', nullable: true })
  logoHeight: number | null;

  /** Counts the changes, of the logo as well; what `ETag` and `If-Match` speak of. */
  @Column({ type: 'integer' })
  version: number;

  @Column({ type: 'datetime', precision: 3 })
  updatedAt: Date;
}
