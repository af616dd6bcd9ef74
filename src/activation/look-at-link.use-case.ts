import { Injectable } from '@nestjs/common';
import { SiteStore } from '../sites';
import { ActivationLink } from './activation-link';
import { type LinkState } from './domain/link-state';

export interface LinkView {
  readonly state: LinkState;
  readonly siteName: string;
  readonly expiresAt: Date;
}

/** Somebody, or a mail scanner, opens the mailed link. Changes nothing, however often. */
@Injectable()
export class LookAtLink {
  constructor(
    private readonly link: ActivationLink,
    private readonly sites: SiteStore,
  ) {}

  /** Throws `activation-link-unknown`, `activation-link-expired`. */
  async execute(token: string): Promise<LinkView> {
    const { application, state } = await this.link.open(token);
    const site = await this.sites.getById(application.siteId);
    return { state, siteName: site.name, expiresAt: application.linkExpiresAt };
  }
}
