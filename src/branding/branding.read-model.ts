import { Injectable } from '@nestjs/common';
import { type SiteBranding } from './site-branding.entity';
import { SiteBrandingStore } from './site-branding.store';

/** What is asked about a site's branding. */
@Injectable()
export class BrandingReadModel {
  constructor(private readonly brandings: SiteBrandingStore) {}

  get(siteId: string): Promise<SiteBranding> {
    return this.brandings.get(siteId);
  }
}
