import { Module } from '@nestjs/common';
import { SiteHistoryModule } from '../site-history';
import { SitesModule } from '../sites';
import { BotProtectionController } from './bot-protection.controller';
import { BotProtectionReadModel } from './bot-protection.read-model';
import { BotProtectionStore } from './bot-protection.store';
import { ChallengeController } from './challenge.controller';
import { ChangeBotProtection } from './change-bot-protection.use-case';
import { MakeChallenge } from './make-challenge.use-case';
import { ProofOfWork } from './proof-of-work';
import { ProviderSecrets } from './provider-secrets';

@Module({
  imports: [SiteHistoryModule, SitesModule],
  controllers: [BotProtectionController, ChallengeController],
  providers: [BotProtectionReadModel, BotProtectionStore, ChangeBotProtection, MakeChallenge, ProofOfWork, ProviderSecrets],
  exports: [BotProtectionStore, MakeChallenge],
})
export class BotProtectionModule {}
