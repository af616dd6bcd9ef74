import { Column, Entity, ForeignKey, PrimaryColumn, type ValueTransformer } from 'typeorm';
import { type ChallengeKind, type DisposableAction, type Protection, type UnwantedAction } from './domain/protection';

const SEPARATOR = ',';

// No domain has a comma.
const asList: ValueTransformer = {
  to: (list: readonly string[]) => list.join(SEPARATOR),
  from: (text: string) => (text === '' ? [] : text.split(SEPARATOR)),
};

/** What a site does against programs that apply. A site that never said so has no row. */
@Entity('bot_protections')
@ForeignKey('Site', ['siteId'], ['id'], { name: 'fk_bot_protections_site', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
export class BotProtection implements Protection {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  siteId: string;

  @Column({ type: 'varchar', length: 20 })
  challenge: ChallengeKind;

  @Column({ type: 'varchar', length: 200, nullable: true })
  hcaptchaSiteKey: string | null;

  /** Sealed: see sealed-box. */
  @Column({ type: 'varchar', length: 400, nullable: true })
  hcaptchaSecret: string | null;

  @Column({ type: 'varchar', length: 200, nullable: true })
  turnstileSiteKey: string | null;

  /** Sealed: see sealed-box. */
  @Column({ type: 'varchar', length: 400, nullable: true })
  turnstileSecret: string | null;

  /** Where a provider's widget may have been shown. */
  @Column({ type: 'mediumtext', transformer: asList })
  hostNames: readonly string[];

  @Column({ type: 'mediumtext', transformer: asList })
  allowedDomains: readonly string[];

  @Column({ type: 'varchar', length: 20 })
  ifNotAllowed: UnwantedAction;

  @Column({ type: 'mediumtext', transformer: asList })
  deniedDomains: readonly string[];

  @Column({ type: 'varchar', length: 20 })
  ifDenied: UnwantedAction;

  @Column({ type: 'varchar', length: 20 })
  ifDisposable: DisposableAction;

  /** Counts the changes; what `ETag` and `If-Match` speak of. */
  @Column({ type: 'integer' })
  version: number;

  @Column({ type: 'datetime', precision: 3 })
  updatedAt: Date;
}
