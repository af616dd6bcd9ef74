import { Injectable } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { BrandingReader, type BrandingView } from '../../branding';
import { type Locale } from '../../platform/i18n';
import { type RegistrationSettings, RegistrationSettingsStore } from '../../registration-settings';
import { type Site, SiteStore } from '../../sites';
import { accentStylesheetPath } from './accent-stylesheet';

/** What a page shows of the site it belongs to. */
export interface PageSite {
  readonly slug: string;
  readonly name: string;
  /** Where the logo is, and how large, in pixels; null: the name alone. */
  readonly logo: BrandingView['logo'];
  /** The stylesheet that paints the pages in the site's colour, as a path; null: the usual colours. */
  readonly accentStylesheet: string | null;
  readonly links: {
    readonly terms: string | null;
    readonly privacy: string | null;
    readonly contact: string | null;
  };
  /** The site's own language, for who reads none of those there are. */
  readonly locale: Locale;
  /** IANA name; moments are shown in it. */
  readonly timeZone: string;
  readonly logInUrl: string | null;
  /** Origins whose pages may show those one applies through in a frame. */
  readonly framedBy: readonly string[];
}

/** Sites as pages show them. */
@Injectable()
export class PageSites {
  private readonly noted = new WeakMap<FastifyRequest, PageSite>();

  constructor(
    private readonly sites: SiteStore,
    private readonly settings: RegistrationSettingsStore,
    private readonly branding: BrandingReader,
  ) {}

  /** Throws `site-not-found`. */
  async bySlug(request: FastifyRequest, slug: string): Promise<PageSite> {
    return this.note(request, await this.sites.getBySlug(slug));
  }

  /** Throws `site-not-found`. */
  async byId(request: FastifyRequest, id: string): Promise<PageSite> {
    return this.note(request, await this.sites.getById(id));
  }

  /** The site that the request turned out to be about, so that what goes wrong then looks like the site, too. */
  notedFor(request: FastifyRequest): PageSite | null {
    return this.noted.get(request) ?? null;
  }

  private async note(request: FastifyRequest, site: Site): Promise<PageSite> {
    const [settings, branding] = await Promise.all([this.settings.get(site.id), this.branding.of(site)]);
    const pageSite = pageSiteOf(site, settings, branding);
    this.noted.set(request, pageSite);
    return pageSite;
  }
}

function pageSiteOf({ slug }: Site, { locale, timeZone, logInUrl }: RegistrationSettings, branding: BrandingView): PageSite {
  const { siteName: name, logo, accentColour, termsUrl, privacyUrl, contactUrl, frameAncestors: framedBy } = branding;
  const accentStylesheet = accentColour === null ? null : accentStylesheetPath(accentColour);
  const links = { terms: termsUrl, privacy: privacyUrl, contact: contactUrl };
  return { slug, name, logo, accentStylesheet, links, locale, timeZone, logInUrl, framedBy };
}
