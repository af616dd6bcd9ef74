import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock';
import { DomainError } from '../platform/problem/domain-error';
import { SiteStore } from '../sites';
import { BotProtectionStore } from './bot-protection.store';
import { ProofOfWork, type ProofOfWorkChallenge } from './proof-of-work';

/** Somebody wants to apply, and gets something for their browser to work at. Nothing is stored before it is solved. */
@Injectable()
export class MakeChallenge {
  constructor(
    private readonly sites: SiteStore,
    private readonly protections: BotProtectionStore,
    private readonly proofOfWork: ProofOfWork,
    private readonly clock: Clock,
  ) {}

  /** Throws `site-not-found`; `challenge-not-offered` where the site asks for none, or for another kind. */
  async execute(slug: string): Promise<ProofOfWorkChallenge> {
    const site = await this.sites.getBySlug(slug);
    const { challenge } = await this.protections.get(site.id);
    if (challenge !== 'proof-of-work') {
      throw new DomainError('challenge-not-offered', 'This site asks for no proof of work. See what its registration form says.');
    }
    return this.proofOfWork.challenge(site.id, this.clock.now());
  }
}
