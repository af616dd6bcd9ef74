import { type BotProtection, BotProtectionStore, ChangeBotProtection } from '../../bot-protection';
import { THE_COMMAND_LINE } from '../../site-history';
import { type Applying, onlySaid } from './applying';
import { type SiteFile } from './site-file';

/** All but a challenge whose provider has no secret here yet: no file holds one, and without it nobody could apply. */
export async function applyBotProtection({ service, siteId, left }: Applying, wanted: SiteFile['botProtection']): Promise<void> {
  if (wanted === undefined) {
    return;
  }
  const current = await service.get(BotProtectionStore).get(siteId);
  const isUnprepared = secretIsMissing(wanted.challenge, current);
  if (isUnprepared) {
    left.push(
      `botProtection.challenge: stays “${current.challenge}”. “${String(wanted.challenge)}” needs its secret, which no file has: enter it, then import again.`,
    );
  }
  const change = { ...wanted, ...(isUnprepared && { challenge: undefined }) };
  await service.get(ChangeBotProtection).execute(siteId, current.version, onlySaid(change), THE_COMMAND_LINE);
}

function secretIsMissing(challenge: unknown, { hcaptchaSecret, turnstileSecret }: BotProtection): boolean {
  return (challenge === 'hcaptcha' && hcaptchaSecret === null) || (challenge === 'turnstile' && turnstileSecret === null);
}
