import { ApiProperty } from '@nestjs/swagger';
import { type BotProtection } from '../bot-protection.entity';
import {
  CHALLENGE_KINDS,
  type ChallengeKind,
  DISPOSABLE_ACTIONS,
  type DisposableAction,
  keysOf,
  type Provider,
  UNWANTED_ACTIONS,
  type UnwantedAction,
} from '../domain/protection';

export class ProviderResponse {
  /**
   * What the widget is shown with; null: none.
   * @example '10000000-ffff-ffff-ffff-000000000001'
   */
  siteKey: string | null;

  /** Whether there is a secret. It is never answered. */
  secretSet: boolean;

  static of(provider: Provider, protection: BotProtection): ProviderResponse {
    const { siteKey, secret } = keysOf(provider, protection);
    return { siteKey, secretSet: secret !== null };
  }
}

export class EmailDomainsResponse {
  /**
   * If there are any, addresses are wanted only at these domains and below them.
   * @example ['academy.example']
   */
  allowed: string[];

  /** What becomes of applications with other addresses. */
  @ApiProperty({ enum: UNWANTED_ACTIONS, example: 'refuse' })
  ifNotAllowed: UnwantedAction;

  /**
   * Addresses at these domains and below them are not wanted, whatever `allowed` says.
   * @example ['spam.example']
   */
  denied: string[];

  /** What becomes of applications with such addresses. */
  @ApiProperty({ enum: UNWANTED_ACTIONS, example: 'refuse' })
  ifDenied: UnwantedAction;

  /** What becomes of applications with addresses of services that give them to anybody for minutes. */
  @ApiProperty({ enum: DISPOSABLE_ACTIONS, example: 'leave-to-a-person' })
  ifDisposable: DisposableAction;
}

export class BotProtectionResponse {
  /** What has to be solved to apply. */
  @ApiProperty({ enum: CHALLENGE_KINDS, example: 'proof-of-work' })
  challenge: ChallengeKind;

  hcaptcha: ProviderResponse;

  turnstile: ProviderResponse;

  /**
   * Where the provider’s widget may have been shown; empty: wherever the provider allows.
   * @example ['register.example.org']
   */
  hostNames: string[];

  emailDomains: EmailDomainsResponse;

  /**
   * Counts the changes; the `ETag` is made of it.
   * @example 3
   */
  version: number;

  static from(protection: BotProtection): BotProtectionResponse {
    return {
      challenge: protection.challenge,
      hcaptcha: ProviderResponse.of('hcaptcha', protection),
      turnstile: ProviderResponse.of('turnstile', protection),
      hostNames: [...protection.hostNames],
      emailDomains: {
        allowed: [...protection.allowedDomains],
        ifNotAllowed: protection.ifNotAllowed,
        denied: [...protection.deniedDomains],
        ifDenied: protection.ifDenied,
        ifDisposable: protection.ifDisposable,
      },
      version: protection.version,
    };
  }
}
