import { Module } from '@nestjs/common';
import { SiteHistoryModule } from '../site-history';
import { SitesModule } from '../sites';
import { BotProtectionController } from './bot-protection.controller';
import { BotProtectionReadModel } from './bot-protection.read-model';
import { BotProtectionStore } from './bot-protection.store';
import { ChallengeCheck } from './challenge-check';
import { ChallengeController } from './challenge.controller';
import { ChallengeProvider } from './challenge-provider';
import { ChangeBotProtection } from './change-bot-protection.use-case';
import { EmailDomains } from './email-domains';
import { MakeChallenge } from './make-challenge.use-case';
import { ProofOfWork } from './proof-of-work';
import { ProviderSecrets } from './provider-secrets';
import { UsedChallengeStore } from './used-challenge.store';

@Module({
  imports: [SiteHistoryModule, SitesModule],
  controllers: [BotProtectionController, ChallengeController],
  providers: [
    BotProtectionReadModel,
    BotProtectionStore,
    ChallengeCheck,
    ChallengeProvider,
    ChangeBotProtection,
    EmailDomains,
    MakeChallenge,
    ProofOfWork,
    ProviderSecrets,
    UsedChallengeStore,
  ],
  exports: [BotProtectionStore, ChallengeCheck, EmailDomains, UsedChallengeStore],
})
export class BotProtectionModule {}
