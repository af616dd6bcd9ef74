import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** The code id of those who needed no code. */
export const WITHOUT_CODE = '';

/**
 * How many applied through a sign-up URL with a code, and how many of them were
 * approved. Counts stay when the applications are deleted. A row of its own, so
 * that counting does not wait for who reads or edits the URL.
 */
@Entity('signup_tallies')
@ForeignKey('Site', ['siteId'], ['id'], { name: 'fk_signup_tallies_site', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
export class SignupTally {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  siteId: string;

  @PrimaryColumn({ type: 'varchar', length: 36 })
  signupUrlId: string;

  @PrimaryColumn({ type: 'varchar', length: 36 })
  codeId: string;

  @Column({ type: 'integer' })
  applied: number;

  @Column({ type: 'integer' })
  approved: number;
}
