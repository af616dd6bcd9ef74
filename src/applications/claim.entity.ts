import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/**
 * A login ID or e-mail address in use on a site. The primary key makes a
 * duplicate impossible; deleting the row frees what it claims.
 */
@Entity('claims')
@Index('ix_claims_application', ['siteId', 'applicationId'])
@ForeignKey('Application', ['siteId', 'applicationId'], ['siteId', 'id'], {
  name: 'fk_claims_application',
  onDelete: 'CASCADE',
  onUpdate: 'NO ACTION',
})
export class Claim {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  siteId: string;

  @PrimaryColumn({ type: 'varchar', length: 10 })
  kind: ClaimKind;

  /** As it is compared: normalised in code, so that an exact comparison is right on every engine. */
  @PrimaryColumn({ type: 'varchar', length: 254 })
  value: string;

  @Column({ type: 'varchar', length: 36 })
  applicationId: string;

  /**
   * Set on a login ID that was asked for together with this application's
   * address, by somebody who applied anew: nobody will ever have it, but as
   * long as it is not free the answer to others is that of any application.
   */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  reservedAt: Date | null;
}

export type ClaimKind = 'login-id' | 'email';
