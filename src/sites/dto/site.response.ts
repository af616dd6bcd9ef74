import { type Site } from '../site.entity';

export class SiteResponse {
  /** @example '019a1f0e-5c3b-7c41-9d5e-0b7a52f1c0de' */
  id: string;

  /**
   * The site's name in addresses.
   * @example 'north-academy'
   */
  slug: string;

  /** @example 'North Academy' */
  name: string;

  /** Whether the site's administrators may enable registration. */
  registrationAvailable: boolean;

  /** When the site was created, ISO 8601, UTC. */
  createdAt: Date;

  static from(site: Site): SiteResponse {
    return {
      id: site.id,
      slug: site.slug,
      name: site.name,
      registrationAvailable: site.registrationAvailable,
      createdAt: site.createdAt,
    };
  }
}

export class SiteListResponse {
  /** By slug, in alphabetical order. */
  items: SiteResponse[];

  /** Send it as `cursor` to get the next page; null on the last one. */
  nextCursor: string | null;

  static from(page: { items: readonly Site[]; nextCursor: string | null }): SiteListResponse {
    return { items: page.items.map((site) => SiteResponse.from(site)), nextCursor: page.nextCursor };
  }
}
