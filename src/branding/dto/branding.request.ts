import { ApiPropertyOptional } from '@nestjs/swagger';
import { LONGEST_WEB_ADDRESS } from '../../identity';
import { DISPLAY_NAME_LENGTH } from '../domain/branding';
import { LONGEST_ORIGIN, MOST_ORIGINS } from '../domain/embedding-origin';

const NAME = { minLength: DISPLAY_NAME_LENGTH.minimum, maxLength: DISPLAY_NAME_LENGTH.maximum };
const ADDRESS = { type: String, format: 'uri', nullable: true, maxLength: LONGEST_WEB_ADDRESS };

/** What to change; what is left out stays as it is, null clears. Documents the body only: the rules look at the whole of it. */
export class ChangeBrandingRequest {
  /** What the pages call the site. Null: the name of the site. */
  @ApiPropertyOptional({ type: String, nullable: true, ...NAME, example: 'North Academy' })
  displayName?: string | null;

  /**
   * The colour of links and buttons, `#rrggbb` or `#rgb`. Needs the contrast of text on white, 4.5 (WCAG 2.2, 1.4.3); a refusal names a shade that has it.
   * The shade for dark pages is computed. Null: the pages' own.
   */
  @ApiPropertyOptional({ type: String, nullable: true, pattern: '^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$', example: '#1d4ed8' })
  accentColour?: string | null;

  /** The site’s own terms, linked from every page: an `https` address (`http` only for this machine). Besides those that applicants agree to in the form. */
  @ApiPropertyOptional({ ...ADDRESS, example: 'https://academy.example/terms' })
  termsUrl?: string | null;

  /** What the site does with personal data: an address as above. */
  @ApiPropertyOptional({ ...ADDRESS, example: 'https://academy.example/privacy' })
  privacyUrl?: string | null;

  /** Where applicants find help: an address as above, or `mailto:` and one e-mail address. */
  @ApiPropertyOptional({ ...ADDRESS, example: 'mailto:office@academy.example' })
  contactUrl?: string | null;

  /** Whose pages may show the sign-up in an `<iframe>`: exact origins, without wildcards and paths. All of them; empty: nobody’s. */
  @ApiPropertyOptional({
    type: 'array',
    items: { type: 'string', maxLength: LONGEST_ORIGIN },
    maxItems: MOST_ORIGINS,
    example: ['https://www.academy.example'],
  })
  embeddingOrigins?: string[];
}
