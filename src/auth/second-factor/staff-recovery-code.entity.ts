import { Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** A code that stands in for a lost authenticator app, once: using it takes the row away. */
@Entity('staff_recovery_codes')
@ForeignKey('StaffSecondFactor', ['staffId'], ['staffId'], {
  name: 'fk_staff_recovery_codes_factor',
  onDelete: 'CASCADE',
  onUpdate: 'NO ACTION',
})
export class StaffRecoveryCode {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  staffId: string;

  /** Keyed hash of person and code. */
  @PrimaryColumn({ type: 'varchar', length: 64 })
  codeHash: string;
}
