import { Command } from 'commander';
import { StaffSecondFactor } from '../auth';
import { BotProtection } from '../bot-protection';
import { Reseal, type SealedColumn } from '../platform/crypto/reseal';
import { SigningKey } from '../signing-keys';
import { CommandFailed } from './support/command-failed';
import { say } from './support/say';
import { withService } from './support/with-service';

/** Everything the database keeps sealed for longer than a day or two. */
export const SEALED: readonly (SealedColumn & { readonly what: string })[] = [
  { what: 'signing keys', entity: SigningKey, idColumn: 'id', column: 'sealedPrivateKey', purpose: 'signing-keys-at-rest' },
  {
    what: 'second factors',
    entity: StaffSecondFactor,
    idColumn: 'staffId',
    column: 'sealedSecret',
    purpose: 'staff-second-factors-at-rest',
  },
  {
    what: 'secrets shared with hCaptcha',
    entity: BotProtection,
    idColumn: 'siteId',
    column: 'hcaptchaSecret',
    purpose: 'provider-secrets-at-rest',
  },
  {
    what: 'secrets shared with Turnstile',
    entity: BotProtection,
    idColumn: 'siteId',
    column: 'turnstileSecret',
    purpose: 'provider-secrets-at-rest',
  },
];

export const resealCommand = (): Command =>
  new Command('reseal')
    .description(
      'Seal under SECRET_KEY what the database keeps sealed under SECRET_KEY_PREVIOUS. Part of changing the secret: see docs/rotate-secrets.md. ' +
        'Ends with 1 when neither secret opens something.',
    )
    .action(reseal);

async function reseal(): Promise<void> {
  await withService(async (service) => {
    let unreadable = 0;
    for (const { what, ...column } of SEALED) {
      const found = await service.get(Reseal).column(column);
      unreadable += found.unreadable;
      say(
        `${what}: ${String(found.moved)} sealed anew, ${String(found.current)} were already, ${String(found.unreadable)} cannot be opened`,
      );
    }
    if (unreadable > 0) {
      throw new CommandFailed(
        'What cannot be opened was sealed under another secret. Name that as SECRET_KEY_PREVIOUS and run this again.',
      );
    }
  });
}
