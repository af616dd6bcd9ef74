import { Column, Entity, ForeignKey, Index, PrimaryColumn, type ValueTransformer } from 'typeorm';
import { type Scope } from '../../platform/access/rights';

const SEPARATOR = ',';

const asList: ValueTransformer = {
  to: (list: readonly string[]) => list.join(SEPARATOR),
  from: (text: string) => (text === '' ? [] : text.split(SEPARATOR)),
};

/** What the back end of an LMS shows to do things on one site. Revoking it takes the row away. */
@Entity('api_keys')
@Index('ix_api_keys_site', ['siteId', 'id'])
@ForeignKey('Site', ['siteId'], ['id'], { name: 'fk_api_keys_site', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
export class ApiKey {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id: string;

  @Column({ type: 'varchar', length: 36 })
  siteId: string;

  /** What administrators call it. */
  @Column({ type: 'varchar', length: 100 })
  name: string;

  @Column({ type: 'varchar', length: 64 })
  secretHash: string;

  @Column({ type: 'varchar', length: 500, transformer: asList })
  scopes: readonly Scope[];

  @Column({ type: 'datetime', precision: 3 })
  expiresAt: Date;

  /** To the minute: not every use is worth a write. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  lastUsedAt: Date | null;

  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;

  @Column({ type: 'varchar', length: 36 })
  createdById: string;

  /** As they were called then. */
  @Column({ type: 'varchar', length: 100 })
  createdByName: string;
}
