import { Injectable } from '@nestjs/common';
import { type ApplicationStatus } from '../applications';
import { SiteStore } from '../sites';
import { ActivationLink } from './activation-link';
import { type LinkState } from './domain/link-state';

export interface LinkView {
  readonly state: LinkState;
  /** Of the application. */
  readonly status: ApplicationStatus;
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
    return { state, status: application.status, siteName: site.name, expiresAt: application.linkExpiresAt };
  }

  /** The site a link belongs to, or once belonged to, by the link alone; null for one that this service has not made. */
  siteIdOf(token: string): string | null {
    return this.link.find(token)?.siteId ?? null;
  }
}
