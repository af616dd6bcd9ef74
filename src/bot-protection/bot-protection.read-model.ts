import { Injectable } from '@nestjs/common';
import { type BotProtection } from './bot-protection.entity';
import { BotProtectionStore } from './bot-protection.store';

/** What is asked about a site's protection. */
@Injectable()
export class BotProtectionReadModel {
  constructor(private readonly protections: BotProtectionStore) {}

  get(siteId: string): Promise<BotProtection> {
    return this.protections.get(siteId);
  }
}
