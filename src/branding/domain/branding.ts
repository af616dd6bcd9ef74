import { type Colour } from './colour';

export const DISPLAY_NAME_LENGTH = { minimum: 1, maximum: 100 } as const;

/** What an administrator can say about the look of the site's pages, besides the logo. Null: nothing said. */
export interface Branding {
  /** What the pages call the site; null: the name of the site. */
  readonly displayName: string | null;
  readonly accentColour: Colour | null;
  readonly termsUrl: string | null;
  readonly privacyUrl: string | null;
  /** Where applicants find help: `https:` or `mailto:`. */
  readonly contactUrl: string | null;
  /** Whose pages may show the sign-up in a frame. Sorted; empty: nobody's. */
  readonly embeddingOrigins: readonly string[];
}

/** What holds on a site where nobody has said anything. */
export const NO_BRANDING: Branding = {
  displayName: null,
  accentColour: null,
  termsUrl: null,
  privacyUrl: null,
  contactUrl: null,
  embeddingOrigins: [],
};
