import { Injectable } from '@nestjs/common';
import { MINUTES, SECONDS } from '../platform/clock/clock';
import { PasswordHasher } from '../platform/crypto/password-hasher';
import { type AccessToken, AccessTokens } from '../signing-keys';
import { type Staff } from './staff.entity';
import { StaffStore } from './staff.store';

const TOKEN_LIFE_IN_SECONDS = (60 * MINUTES) / SECONDS;

/** A member of staff logs in with e-mail address and password. */
@Injectable()
export class LogInStaff {
  constructor(
    private readonly staff: StaffStore,
    private readonly passwords: PasswordHasher,
    private readonly tokens: AccessTokens,
  ) {}

  /** The person with these credentials, or null; both take the same time, whether or not the address is known. */
  async identify(email: string, password: string): Promise<Staff | null> {
    const person = await this.staff.findByEmail(email);
    const matches = await this.passwords.matches(password.normalize('NFKC'), person?.passwordHash ?? null);
    return matches && person !== null && person.disabledAt === null ? person : null;
  }

  /** A token that says who they are; what they may do is looked up at each request. */
  issueToken(person: Staff): Promise<AccessToken> {
    return this.tokens.sign(person.id, 'staff', TOKEN_LIFE_IN_SECONDS, { generation: person.tokenGeneration });
  }
}
