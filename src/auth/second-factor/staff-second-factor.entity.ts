import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** The authenticator app of a member of staff (TOTP, RFC 6238). */
@Entity('staff_second_factors')
@ForeignKey('Staff', ['staffId'], ['id'], { name: 'fk_staff_second_factors_staff', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
export class StaffSecondFactor {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  staffId: string;

  /** Encrypted under a key derived from the service's secret. */
  @Column({ type: 'varchar', length: 200 })
  sealedSecret: string;

  /** Null: its owner has not shown yet that the app works. It is asked for nowhere until then. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  confirmedAt: Date | null;

  /** The time step of the latest code that was taken: no code of it or before it counts any more. */
  @Column({ type: 'integer' })
  lastStep: number;
}
