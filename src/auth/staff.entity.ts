import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** A person who works with the service: an operator, or staff of one or more sites. */
@Entity('staff')
@Unique('uq_staff_email_key', ['emailKey'])
export class Staff {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id: string;

  /** What colleagues read beside a decision. */
  @Column({ type: 'varchar', length: 100 })
  name: string;

  /** As typed; what they log in with, and where they are written to. */
  @Column({ type: 'varchar', length: 254 })
  email: string;

  /** The address as it is compared. */
  @Column({ type: 'varchar', length: 254 })
  emailKey: string;

  @Column({ type: 'varchar', length: 255 })
  passwordHash: string;

  /** Works for the whole service: creates sites, makes registration available. */
  @Column({ type: 'boolean' })
  isOperator: boolean;

  /** Tokens of an older generation no longer count. */
  @Column({ type: 'integer' })
  tokenGeneration: number;

  /** The password was made for them, and somebody else has seen it: they may do nothing but choose another. */
  @Column({ type: 'boolean', default: false })
  mustChangePassword: boolean;

  /** When they were invited, if they have not chosen a password since. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  invitedAt: Date | null;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  disabledAt: Date | null;

  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;
}
