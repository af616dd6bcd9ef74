import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { AccessTokens } from '../signing-keys';
import { StaffStore } from './staff.store';
import { type Staff } from './staff.entity';

export const STAFF_TOKEN = 'staff-token';

interface TokenPayload {
  readonly sub: string;
  readonly generation: number;
}

/** Reads the bearer token of staff: ES256 only, our issuer, audience `staff`, not expired, and the person still active. */
@Injectable()
export class StaffTokenStrategy extends PassportStrategy(Strategy, STAFF_TOKEN) {
  constructor(
    private readonly staff: StaffStore,
    tokens: AccessTokens,
  ) {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      algorithms: ['ES256'],
      audience: 'staff',
      issuer: tokens.issuer,
      secretOrKeyProvider: (_request: unknown, token: string, done: KeyCallback) => {
        findKey(tokens, token).then(
          (key) => {
            done(null, key);
          },
          (error: unknown) => {
            done(error);
          },
        );
      },
    });
  }

  async validate({ sub, generation }: TokenPayload): Promise<Staff | false> {
    const person = await this.staff.find(sub);
    return person !== null && person.disabledAt === null && person.tokenGeneration === generation ? person : false;
  }
}

type KeyCallback = (error: unknown, key?: string | Buffer) => void;

// An unknown key makes an empty secret, which the verifier refuses as it does any other bad signature.
async function findKey(tokens: AccessTokens, token: string): Promise<string> {
  const key = await tokens.publicKey(keyIdOf(token));
  return key === null ? '' : key.export({ type: 'spki', format: 'pem' }).toString();
}

function keyIdOf(token: string): string {
  try {
    const header = JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString('utf8')) as { kid?: unknown } | null;
    return typeof header?.kid === 'string' ? header.kid : '';
  } catch {
    return '';
  }
}
