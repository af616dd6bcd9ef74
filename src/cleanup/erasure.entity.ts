import { Column, Entity, ForeignKey, PrimaryColumn, type ValueTransformer } from 'typeorm';
import { type ApplicationStatus } from '../applications';

const asJson: ValueTransformer = {
  to: (value: unknown) => JSON.stringify(value),
  from: (text: string) => JSON.parse(text) as unknown,
};

/** An application that is gone: where it stood, and when it was sent. */
export interface ErasedApplication {
  readonly id: string;
  readonly status: ApplicationStatus;
  /** ISO 8601, UTC. */
  readonly appliedAt: string;
}

/** What the erasure was asked for by: one application, or an address. */
export type ErasureSubject = 'application' | 'email';

/** The receipt of an erasure: that it was done, and how much there was. Holds nothing of the person. Rows are only ever added. */
@Entity('erasures')
@ForeignKey('Site', ['siteId'], ['id'], { name: 'fk_erasures_site', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
export class Erasure {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  siteId: string;

  /** UUIDv7: the order of ids is the order of erasures. */
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id: string;

  @Column({ type: 'varchar', length: 20 })
  subject: ErasureSubject;

  @Column({ type: 'datetime', precision: 3 })
  erasedAt: Date;

  /** The member of staff who did it; null: the command line. */
  @Column({ type: 'varchar', length: 36, nullable: true })
  erasedById: string | null;

  /** By the time of application, as JSON. */
  @Column({ type: 'mediumtext', transformer: asJson })
  applications: readonly ErasedApplication[];

  /** How many of them were members. */
  @Column({ type: 'integer' })
  accounts: number;

  /** How many mails there were about them, to whomever. */
  @Column({ type: 'integer' })
  mails: number;
}
