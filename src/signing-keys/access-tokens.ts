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

  /** Who signs: the service's public address. */
  get issuer(): string {
    return this.config.http.publicBaseUrl;
  }

  /** The public key for a token's `kid`, or null. */
  async publicKey(kid: string): Promise<KeyObject | null> {
    return (await this.keys.find(kid))?.publicKey ?? null;
  }
}
