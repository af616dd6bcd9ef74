export { BotProtection } from './bot-protection.entity';
export { BotProtectionModule } from './bot-protection.module';
export { BotProtectionStore } from './bot-protection.store';
export { ChallengeCheck } from './challenge-check';
export { type Concern, CONCERNS } from './domain/email-domain';
export { CHALLENGE_ACTION, siteKeyOf } from './domain/protection';
export { EmailDomains } from './email-domains';
export { UsedChallenge } from './used-challenge.entity';
export { UsedChallengeStore } from './used-challenge.store';
