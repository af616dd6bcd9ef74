import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { type FastifyRequest } from 'fastify';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { AccessTokens } from '../signing-keys';
import { type StaffOnSite, StaffStore } from './staff.store';

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
      passReqToCallback: true,
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

  async validate({ params }: FastifyRequest, { sub, generation }: TokenPayload): Promise<StaffOnSite | false> {
    const { site } = params as { site?: string };
    const person = site === undefined ? await this.anywhere(sub) : await this.staff.findOnSite(sub, site);
    return person !== null && person.mayLogIn && person.tokenGeneration === generation ? person : false;
  }

  private async anywhere(id: string): Promise<StaffOnSite | null> {
    const person = await this.staff.find(id);
    return person === null ? null : { ...person, mayLogIn: person.disabledAt === null, siteId: null, role: null };
  }
}

type KeyCallback = (error: unknown, key?: string | Buffer) => void;

// An unknown key makes an empty secret, which the verifier refuses as it does any other bad signature.
async function findKey(tokens: AccessTokens, token: string): Promise<string> {
  // The verifier takes a KeyObject as well, and need not read it anew each time; its types know texts only.
  return ((await tokens.publicKey(keyIdOf(token))) ?? '') as unknown as string;
}

function keyIdOf(token: string): string {
  try {
    const header = JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString('utf8')) as { kid?: unknown } | null;
    return typeof header?.kid === 'string' ? header.kid : '';
  } catch {
    return '';
  }
}
