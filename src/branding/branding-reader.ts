import { Injectable } from '@nestjs/common';
import { type Colour } from './domain/colour';
import { logoPath } from './logo-address';
import { type SiteBranding } from './site-branding.entity';
import { SiteBrandingStore } from './site-branding.store';

/** A site, as whoever draws a page for it knows it. */
export interface BrandedSite {
  readonly id: string;
  readonly name: string;
}

/** What the pages of a site need to look like the site's. */
export interface BrandingView {
  /** What to call the site. */
  readonly siteName: string;
  /** `path` begins with `/` and does not have the path prefix of the service. Pixels. */
  readonly logo: { readonly path: string; readonly width: number; readonly height: number } | null;
  /** Readable on white, and white on it; `accentOf` has the shades. Null: the pages' own. */
  readonly accentColour: Colour | null;
  /** `https:`, or `http:` on this machine. */
  readonly termsUrl: string | null;
  readonly privacyUrl: string | null;
  /** As these, or `mailto:`. */
  readonly contactUrl: string | null;
  /** Whose pages may show this one in a frame, for `frame-ancestors`. Empty: nobody's. */
  readonly frameAncestors: readonly string[];
}

/**
 * A site's branding, for whoever draws its pages. One row by its primary key
 * and nothing remembered: a change is on the next page of every process.
 */
@Injectable()
export class BrandingReader {
  constructor(private readonly brandings: SiteBrandingStore) {}

  async of(site: BrandedSite): Promise<BrandingView> {
    const branding = await this.brandings.get(site.id);
    const { displayName, accentColour, termsUrl, privacyUrl, contactUrl, embeddingOrigins } = branding;
    return {
      siteName: displayName ?? site.name,
      logo: logoOf(branding),
      accentColour,
      termsUrl,
      privacyUrl,
      contactUrl,
      frameAncestors: embeddingOrigins,
    };
  }
}

function logoOf({ siteId, logoHash, logoWidth, logoHeight }: SiteBranding): BrandingView['logo'] {
  return logoHash === null || logoWidth === null || logoHeight === null
    ? null
    : { path: logoPath(siteId, logoHash), width: logoWidth, height: logoHeight };
}
