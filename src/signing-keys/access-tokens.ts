import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { type KeyObject } from 'node:crypto';
import { Clock, SECONDS } from '../platform/clock/clock';
import { Config } from '../platform/config/config';
import { SigningKeys } from './signing-keys';

/** `staff`, or the site whose members the token is for. */
export type Audience = 'staff' | `site:${string}`;

export interface AccessToken {
  readonly accessToken: string;
  readonly expiresInSeconds: number;
}

/** Signs access tokens: JWT (RFC 7519), ES256, with `kid`, issuer, audience and expiry. */
@Injectable()
export class AccessTokens {
  constructor(
    private readonly jwt: JwtService,
    private readonly keys: SigningKeys,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  async sign(subject: string, audience: Audience, lifeInSeconds: number, claims: object = {}): Promise<AccessToken> {
    const { id, privateKey } = await this.keys.current();
    const issuedAt = Math.floor(this.clock.now().getTime() / SECONDS);
    const accessToken = await this.jwt.signAsync(
      { ...claims, iat: issuedAt },
      {
        algorithm: 'ES256',
        // @nestjs/jwt takes whatever jsonwebtoken takes, a KeyObject among it, but types it as text.
        privateKey: privateKey as unknown as string,
        keyid: id,
        subject,
        audience,
        issuer: this.issuer,
        expiresIn: lifeInSeconds,
      },
    );
    return { accessToken, expiresInSeconds: lifeInSeconds };
  }

  /** What a token of ours says; null unless it was signed here, for that audience, and counts at this moment. */
  async verify<Claims extends object>(token: string, audience: Audience): Promise<Claims | null> {
    const kid = kidIn(this.jwt.decode<unknown>(token, { complete: true }));
    const publicKey = kid === null ? null : await this.publicKey(kid);
    if (publicKey === null) {
      return null;
    }
    const clockTimestamp = Math.floor(this.clock.now().getTime() / SECONDS);
    const demanded = { algorithms: ['ES256' as const], audience, issuer: this.issuer, clockTimestamp };
    try {
      return await this.jwt.verifyAsync<Claims>(token, { ...demanded, publicKey: publicKey as unknown as string });
    } catch {
      return null;
    }
  }

  /** Who signs: the service's public address. */
  get issuer(): string {
    return this.config.http.publicBaseUrl;
  }

  /** The public key for a token's `kid`, or null. */
  async publicKey(kid: string): Promise<KeyObject | null> {
    return (await this.keys.find(kid))?.publicKey ?? null;
  }
}

function kidIn(decoded: unknown): string | null {
  const { kid } = (decoded as { header?: { kid?: unknown } } | null)?.header ?? {};
  return typeof kid === 'string' ? kid : null;
}
