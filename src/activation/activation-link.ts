import { Injectable } from '@nestjs/common';
import { type Application, ApplicationStore } from '../applications';
import { Clock } from '../platform/clock/clock';
import { Keys } from '../platform/crypto/keys';
import { openReferenceToken } from '../platform/crypto/reference-token';
import { linkState, type LinkState } from './domain/link-state';
import { ActivationLinkUnknown } from './domain/activation.errors';

/** The application a mailed link belongs to, and whether the link still opens. */
export interface OpenedLink {
  readonly application: Application;
  readonly state: LinkState;
}

/** Reads the token of a mailed link. Looking changes nothing: mail scanners open links, too. */
@Injectable()
export class ActivationLink {
  constructor(
    private readonly applications: ApplicationStore,
    private readonly keys: Keys,
    private readonly clock: Clock,
  ) {}

  /** Throws `activation-link-unknown`, also for a link that was replaced by a newer one. */
  async open(token: string): Promise<OpenedLink> {
    const reference = openReferenceToken(this.keys.for('activation-link'), token);
    const application = reference && (await this.applications.find(reference.siteId, reference.id));
    if (reference === null || application === null) {
      throw new ActivationLinkUnknown();
    }
    return { application, state: linkState(application, reference.generation, this.clock.now()) };
  }

  /** Whether `ticket` was given out for `application`. */
  isTicketOf(application: Application, ticket: string): boolean {
    const reference = openReferenceToken(this.keys.for('application-ticket'), ticket);
    return reference !== null && reference.siteId === application.siteId && reference.id === application.id;
  }
}
