import { type KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { type FastifyRequest } from 'fastify';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { Clock } from '../platform/clock/clock';
import { Config } from '../platform/config/config';
import { ensureFromOwnPage } from '../platform/http/same-origin';
import { AccessTokens } from '../signing-keys';
import { SessionCookies } from './sessions/session-cookies';
import { type StaffOnSite } from './staff-on-site';
import { StaffStore } from './staff.store';
import { hasExpired, type TokenPayload, VerifiedTokens } from './verified-tokens';

export const STAFF_TOKEN = 'staff-token';

const bearerIn = ExtractJwt.fromAuthHeaderAsBearerToken();

/**
 * Reads the access token of staff, from the header or from the cookie of a page of ours: ES256 only, our issuer, audience
 * `staff`, not expired, its session alive and the person still active. A token's signature is looked at once; the person
 * and the session behind it at every request.
 */
@Injectable()
export class StaffTokenStrategy extends PassportStrategy(Strategy, STAFF_TOKEN) {
  private readonly verified = new VerifiedTokens();

  constructor(
    private readonly staff: StaffStore,
    private readonly tokens: AccessTokens,
    private readonly clock: Clock,
    private readonly cookies: SessionCookies,
    private readonly config: Config,
  ) {
    super({
      jwtFromRequest: (request: FastifyRequest) => this.tokenIn(request),
      algorithms: ['ES256'],
      // By our own clock instead, in validate(): the system's may be set while tokens are about.
      ignoreExpiration: true,
      passReqToCallback: true,
      audience: 'staff',
      issuer: tokens.issuer,
      secretOrKeyProvider: (_request: unknown, token: string, done: KeyCallback) => {
        findKey(tokens, token).then(
          (key) => {
            // An unknown key makes an empty secret, which the verifier refuses as it does any other bad signature. It takes a
            // KeyObject as well, and need not read it anew each time; its types know texts only.
            done(null, (key ?? '') as unknown as string);
          },
          (error: unknown) => {
            done(error);
          },
        );
      },
    });
  }

  override authenticate(request: Parameters<Strategy['authenticate']>[0], options?: object): void {
    Promise.resolve()
      .then(() => this.rememberedIn(this.tokenIn(request as unknown as FastifyRequest)))
      .then(async (payload) => {
        if (payload === null) {
          super.authenticate(request, options);
          return;
        }
        const person = await this.personBehind(payload, request);
        if (person === false) {
          this.fail(401);
        } else {
          this.success(person);
        }
      })
      .catch((error: unknown) => {
        this.error(error as Error);
      });
  }

  /** Called by Passport with what a token says that it has found good. */
  async validate(request: FastifyRequest, payload: TokenPayload): Promise<StaffOnSite | false> {
    if (hasExpired(payload, this.clock.now())) {
      return false;
    }
    const token = this.tokenIn(request);
    const key = token === null ? null : await findKey(this.tokens, token);
    if (token !== null && key !== null) {
      this.verified.keep(key, token, payload);
    }
    return this.personBehind(payload, request);
  }

  // A header wins: only a page of ours can send one, and nobody makes a browser do so.
  private tokenIn(request: FastifyRequest): string | null {
    if (request.headers.authorization !== undefined) {
      return bearerIn(request);
    }
    const token = this.cookies.accessTokenIn(request);
    if (token !== null) {
      ensureFromOwnPage(request, this.config.http.publicBaseUrl);
    }
    return token;
  }

  private async rememberedIn(token: string | null): Promise<TokenPayload | null> {
    const key = token === null ? null : await findKey(this.tokens, token);
    return token === null || key === null ? null : this.verified.find(key, token, this.clock.now());
  }

  private async personBehind(
    { sub, sid, generation }: TokenPayload,
    { params }: { readonly params: unknown },
  ): Promise<StaffOnSite | false> {
    const { site } = params as { site?: string };
    // Signed by us, and still of any shape: an undefined value must not reach a query.
    if (typeof sub !== 'string' || typeof sid !== 'string') {
      return false;
    }
    const person = await this.staff.findOnSite({ sessionId: sid, staffId: sub }, site ?? null);
    return person !== null && person.mayLogIn && person.tokenGeneration === generation ? person : false;
  }
}

type KeyCallback = (error: unknown, key?: string | Buffer) => void;

function findKey(tokens: AccessTokens, token: string): Promise<KeyObject | null> {
  return tokens.publicKey(keyIdOf(token));
}

interface TokenHeader {
  readonly kid?: unknown;
  readonly crit?: unknown;
}

/** Empty, which is no key's id, for a token that none of our keys can vouch for. */
function keyIdOf(token: string): string {
  try {
    const header = JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString('utf8')) as TokenHeader | null;
    // RFC 7515 §4.1.11: whoever does not understand every extension that must be understood refuses the token. We know none.
    return typeof header?.kid === 'string' && header.crit === undefined ? header.kid : '';
  } catch {
    return '';
  }
}
