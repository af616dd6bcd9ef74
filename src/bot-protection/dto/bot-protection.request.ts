import { ApiPropertyOptional } from '@nestjs/swagger';
import {
  CHALLENGE_KINDS,
  type ChallengeKind,
  DISPOSABLE_ACTIONS,
  type DisposableAction,
  KEY_LENGTH,
  MOST_DOMAINS,
  MOST_HOST_NAMES,
  UNWANTED_ACTIONS,
  type UnwantedAction,
} from '../domain/protection';

const KEY = { type: String, nullable: true, minLength: KEY_LENGTH.minimum, maxLength: KEY_LENGTH.maximum } as const;

/** With what the site is known to a provider. */
export class ProviderRequest {
  /** Public: the widget is shown with it. Null clears it, while the provider is not in use. */
  @ApiPropertyOptional({ ...KEY, example: '10000000-ffff-ffff-ffff-000000000001' })
  siteKey?: string | null;

  /** Kept encrypted, and never answered. Null clears it, while the provider is not in use. */
  @ApiPropertyOptional({ ...KEY, writeOnly: true, example: 'from-the-page-of-the-provider' })
  secret?: string | null;
}

/** Domains in any script; each is about itself and all below it. */
export class EmailDomainsRequest {
  /** If there are any, addresses are wanted only at these domains and below them. */
  @ApiPropertyOptional({ type: [String], maxItems: MOST_DOMAINS, example: ['academy.example'] })
  allowed?: string[];

  /** What becomes of applications with other addresses. */
  @ApiPropertyOptional({ enum: UNWANTED_ACTIONS, example: 'refuse' })
  ifNotAllowed?: UnwantedAction;

  /** Addresses at these domains and below them are not wanted, whatever `allowed` says. */
  @ApiPropertyOptional({ type: [String], maxItems: MOST_DOMAINS, example: ['spam.example'] })
  denied?: string[];

  /** What becomes of applications with such addresses. */
  @ApiPropertyOptional({ enum: UNWANTED_ACTIONS, example: 'refuse' })
  ifDenied?: UnwantedAction;

  /** What becomes of applications with addresses of services that give them to anybody for minutes. */
  @ApiPropertyOptional({ enum: DISPOSABLE_ACTIONS, example: 'leave-to-a-person' })
  ifDisposable?: DisposableAction;
}

/**
 * What to change; what is left out stays as it is, inside `hcaptcha`, `turnstile` and `emailDomains` as well. Documents the body only:
 * the rules look at the whole of it.
 */
export class ChangeBotProtectionRequest {
  /** What has to be solved to apply. A provider needs its site key and its secret, in the same request or from before. */
  @ApiPropertyOptional({ enum: CHALLENGE_KINDS, example: 'proof-of-work' })
  challenge?: ChallengeKind;

  /** hCaptcha. */
  @ApiPropertyOptional({ type: ProviderRequest, example: { siteKey: '10000000-ffff-ffff-ffff-000000000001' } })
  hcaptcha?: ProviderRequest;

  /** Cloudflare Turnstile. */
  @ApiPropertyOptional({ type: ProviderRequest, example: { siteKey: '0x4AAAAAAAexample' } })
  turnstile?: ProviderRequest;

  /** Where the provider’s widget may have been shown, by host name; empty: wherever the provider allows. */
  @ApiPropertyOptional({ type: [String], maxItems: MOST_HOST_NAMES, example: ['register.example.org'] })
  hostNames?: string[];

  @ApiPropertyOptional({ type: EmailDomainsRequest, example: { denied: ['spam.example'], ifDisposable: 'leave-to-a-person' } })
  emailDomains?: EmailDomainsRequest;
}
