export { BotProtection } from './bot-protection.entity';
export { BotProtectionModule } from './bot-protection.module';
export { BotProtectionStore } from './bot-protection.store';
export { siteKeyOf } from './domain/protection';
export { MakeChallenge } from './make-challenge.use-case';
