import { Injectable } from '@nestjs/common';
import { checkPassword } from '../../identity';
import { PasswordHasher } from '../../platform/crypto/password-hasher';
import { ValidationFailed } from '../../platform/problem/validation-failed';
import { type Staff } from '../staff.entity';

/** The fewest characters; all other rules are those of members. */
export const STAFF_PASSWORD_MINIMUM = 12;

/** Passwords that staff choose. */
@Injectable()
export class StaffPassword {
  constructor(private readonly passwords: PasswordHasher) {}

  /** The hash to keep of a password the person chooses. Throws `validation-failed`. */
  async hashOf(chosen: string, { name, email }: Pick<Staff, 'name' | 'email'>): Promise<string> {
    const checked = checkPassword(chosen, { name, email, minLength: STAFF_PASSWORD_MINIMUM });
    if (!checked.ok) {
      throw new ValidationFailed([{ pointer: '#/password', fault: checked.fault }]);
    }
    return this.passwords.hash(checked.value);
  }
}
