import { Injectable } from '@nestjs/common';
import { AccessTokens } from '../../signing-keys';
import { accessTokenSeconds, STAFF_SESSION } from '../../sessions';
import { type Staff } from '../staff.entity';
import { type StaffSession } from './staff-session.entity';

/** What a client is given to go on with. */
export interface SessionTokens {
  readonly accessToken: string;
  readonly expiresInSeconds: number;
  readonly refreshToken: string;
  /** When the session ends, if it is not refreshed. */
  readonly expiresAt: Date;
  readonly carrier: StaffSession['carrier'];
}

/** Signs the access tokens of sessions. They say who it is and which session; what the person may do is looked up at each request. */
@Injectable()
export class SessionTokenIssuer {
  constructor(private readonly tokens: AccessTokens) {}

  async issue(session: StaffSession, person: Pick<Staff, 'tokenGeneration'>, refreshToken: string): Promise<SessionTokens> {
    const { id: sid, staffId, carrier, expiresAt } = session;
    const claims = { sid, generation: person.tokenGeneration };
    const token = await this.tokens.sign(staffId, 'staff', accessTokenSeconds(STAFF_SESSION, session), claims);
    return { ...token, refreshToken, expiresAt, carrier };
  }
}
