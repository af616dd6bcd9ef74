import { Injectable } from '@nestjs/common';
import { type Application, ApplicationStore } from '../applications';
import { Clock } from '../platform/clock/clock';
import { Keys } from '../platform/crypto/keys';
import { openReferenceToken, type Reference } from '../platform/crypto/reference-token';
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

  /** Throws `activation-link-unknown` (also for a link that was replaced by a newer one), `activation-link-expired`. */
  async open(token: string): Promise<OpenedLink> {
    const reference = this.read(token);
    const application = await this.applications.find(reference.siteId, reference.id);
    if (application === null) {
      throw new ActivationLinkUnknown();
    }
    return { application, state: linkState(application, reference.generation, this.clock.now()) };
  }

  /** What a token stands for, or once stood for. Throws `activation-link-unknown` for one that this service has not made. */
  read(token: string): Reference {
    const reference = this.find(token);
    if (reference === null) {
      throw new ActivationLinkUnknown();
    }
    return reference;
  }

  /** As {@link read}; null for a token that this service has not made. */
  find(token: string): Reference | null {
    return openReferenceToken(this.keys.accepted('activation-link'), token);
  }
}
