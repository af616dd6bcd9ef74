import { Column, Entity, ForeignKey, PrimaryColumn, type ValueTransformer } from 'typeorm';
import { DEFAULT_SETTINGS, type SiteLocale } from './domain/settings';

const SEPARATOR = ',';

// Ids, keywords and origins: none of them has a comma.
const asList: ValueTransformer = {
  to: (list: readonly string[]) => list.join(SEPARATOR),
  from: listIn,
};

/** A list, as it stands in a column. */
export function listIn(text: string): string[] {
  return text === '' ? [] : text.split(SEPARATOR);
}

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

  /** "Remove unactivated users". */
  @Column({ type: 'boolean', default: DEFAULT_SETTINGS.deleteUnactivatedEnabled })
  deleteUnactivatedEnabled: boolean;

  /** After how many times 24 hours since the application; never null while that is switched on. */
  @Column({ type: 'integer', nullable: true })
  deleteUnactivatedAfterDays: number | null;

  /** How many times 24 hours before that the applicant is reminded; less than these. Null: never. */
  @Column({ type: 'integer', nullable: true })
  remindDaysBeforeDeletion: number | null;

  /** How long a mailed link works, in hours; read when the link is made. */
  @Column({ type: 'integer' })
  linkLifeInHours: number;

  /** Whether members have a login ID; if not, they log in with their e-mail address. */
  @Column({ type: 'boolean', default: DEFAULT_SETTINGS.usesLoginId })
  usesLoginId: boolean;

  /** The fewest characters a password may have. */
  @Column({ type: 'integer', default: DEFAULT_SETTINGS.passwordMinimum })
  passwordMinimum: number;

  /** The language of the site: of mails to its own people, and to applicants who said none. */
  @Column({ type: 'varchar', length: 10, default: DEFAULT_SETTINGS.locale })
  locale: SiteLocale;

  /** IANA name. Times are shown in it. */
  @Column({ type: 'varchar', length: 64, default: DEFAULT_SETTINGS.timeZone })
  timeZone: string;

  /** Where members log in to the LMS; null: nobody has said so. */
  @Column({ type: 'varchar', length: 500, nullable: true })
  logInUrl: string | null;

  /** Who hears of new applications: ids of staff, and `administrators` for all of these. */
  @Column({ type: 'varchar', length: 2000, default: 'administrators', transformer: asList })
  notifiedOfApplications: readonly string[];

  /** Whom the site's mails come from, as their readers see it; null: the service. */
  @Column({ type: 'varchar', length: 60, nullable: true })
  senderName: string | null;

  /** Where answers to the site's mails go; null: to the address they come from. */
  @Column({ type: 'varchar', length: 254, nullable: true })
  senderReplyTo: string | null;

  /** Where the site's own front ends are served from: their pages may ask what applicants may. */
  @Column({ type: 'varchar', length: 2100, default: '', transformer: asList })
  frontEndOrigins: readonly string[];

  /** Counts the changes; what `ETag` and `If-Match` speak of. */
  @Column({ type: 'integer' })
  version: number;

  @Column({ type: 'datetime', precision: 3 })
  updatedAt: Date;
}
