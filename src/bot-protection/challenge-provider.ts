import { Injectable } from '@nestjs/common';
import { SpanKind } from '@opentelemetry/api';
import { SECONDS } from '../platform/clock/clock';
import { Config } from '../platform/config/config';
import { Log } from '../platform/logging/log';
import { inSpan } from '../platform/tracing/spans';
import { isJsonObject } from '../platform/problem/findings';
import { CHALLENGE_ACTION, keysOf, type Protection, type Provider } from './domain/protection';
import { errorCodesIn, providerVerdict, type ProviderVerdict } from './domain/provider-verdict';
import { ProviderSecrets } from './provider-secrets';

const LONGEST_WAIT = 5 * SECONDS;
const LARGEST_ANSWER_IN_BYTES = 64 * 1024;

/**
 * Asks hCaptcha or Turnstile whether a token shows a person. What is sent: the
 * site's secret and key, and the token. Not the applicant's address, which both
 * can do without: whom to tell where somebody applies is not for us to say.
 *
 * Asked once: a token counts once with them, so that asking again would be
 * answered with "duplicate".
 */
@Injectable()
export class ChallengeProvider {
  constructor(
    private readonly config: Config,
    private readonly secrets: ProviderSecrets,
    private readonly log: Log,
  ) {}

  /** Never throws: a provider that cannot be asked, or talks nonsense, is `unavailable`. */
  async judge(provider: Provider, protection: Protection, token: string): Promise<ProviderVerdict> {
    const { siteKey, secret: box } = keysOf(provider, protection);
    const secret = this.secrets.open(box);
    if (secret === null) {
      this.log.error(
        'the secret of a challenge cannot be opened: was SECRET_KEY changed? An administrator has to enter it again',
        {
          provider,
        },
      );
      return 'unavailable';
    }
    const form = new URLSearchParams({ secret, response: token, ...(siteKey !== null && { sitekey: siteKey }) });
    try {
      const url = this.config.challengeProviders[provider];
      const answer = await inSpan({ name: `ask ${provider}`, kind: SpanKind.CLIENT }, () => this.ask(url, form));
      const verdict = providerVerdict(answer, { action: CHALLENGE_ACTION, hostNames: protection.hostNames });
      if (verdict === 'unavailable') {
        const codes = isJsonObject(answer) ? errorCodesIn(answer['error-codes']) : [];
        this.log.error('the provider of a challenge does not judge: are site key and secret right?', { provider, codes });
      }
      return verdict;
    } catch (error) {
      // Its message may name the address, never what was sent.
      this.log.error('the provider of a challenge cannot be asked', { provider, err: error });
      return 'unavailable';
    }
  }

  private async ask(url: string, form: URLSearchParams): Promise<unknown> {
    const response = await fetch(url, {
      method: 'POST',
      body: form,
      headers: { accept: 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(LONGEST_WAIT),
    });
    return JSON.parse(await boundedText(response)) as unknown;
  }
}

async function boundedText({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // Leaving the loop cancels the rest.
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > LARGEST_ANSWER_IN_BYTES) {
      throw new Error(`The answer has more than ${LARGEST_ANSWER_IN_BYTES} bytes.`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
