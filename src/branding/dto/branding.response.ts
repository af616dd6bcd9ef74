import { ApiProperty } from '@nestjs/swagger';
import { type Accent, accentOf, type AccentShade } from '../domain/accent-colour';
import { logoPath } from '../logo-address';
import { LOGO_MEDIA_TYPES, type LogoMediaType } from '../logo-image';
import { type SiteBranding } from '../site-branding.entity';

export class AccentShadeResponse {
  /** @example '#1d4ed8' */
  colour: string;

  /**
   * For text upon it.
   * @example '#ffffff'
   */
  text: string;

  static from({ colour, text }: AccentShade): AccentShadeResponse {
    return { colour, text };
  }
}

export class AccentResponse {
  light: AccentShadeResponse;
  dark: AccentShadeResponse;

  static from({ light, dark }: Accent): AccentResponse {
    return { light: AccentShadeResponse.from(light), dark: AccentShadeResponse.from(dark) };
  }
}

export class LogoResponse {
  /**
   * Where anybody gets it. Another logo has another address.
   * @example 'https://register.example.org/logos/0198c0de-0000-7000-8000-000000000000/n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg'
   */
  url: string;

  @ApiProperty({ enum: LOGO_MEDIA_TYPES, example: 'image/png' })
  mediaType: LogoMediaType;

  /**
   * In pixels.
   * @example 320
   */
  width: number;

  /**
   * In pixels.
   * @example 80
   */
  height: number;
}

export class BrandingResponse {
  /**
   * What the pages call the site; null: the name of the site.
   * @example 'North Academy'
   */
  displayName: string | null;

  /**
   * The colour of links and buttons; null: the pages’ own.
   * @example '#1d4ed8'
   */
  accentColour: string | null;

  /** What is made of it for light and for dark pages; null: the pages’ own. */
  @ApiProperty({ type: AccentResponse, nullable: true })
  accent: AccentResponse | null;

  @ApiProperty({ type: LogoResponse, nullable: true })
  logo: LogoResponse | null;

  /**
   * The site’s own terms.
   * @example 'https://academy.example/terms'
   */
  termsUrl: string | null;

  /**
   * What the site does with personal data.
   * @example 'https://academy.example/privacy'
   */
  privacyUrl: string | null;

  /**
   * Where applicants find help.
   * @example 'mailto:office@academy.example'
   */
  contactUrl: string | null;

  /**
   * Whose pages may show the sign-up in a frame.
   * @example ['https://www.academy.example']
   */
  embeddingOrigins: string[];

  /**
   * Counts the changes, of the logo as well; the `ETag` is made of it.
   * @example 3
   */
  version: number;

  /** @param baseUrl of the service */
  static from(branding: SiteBranding, baseUrl: string): BrandingResponse {
    const { accentColour } = branding;
    return {
      displayName: branding.displayName,
      accentColour,
      accent: accentColour === null ? null : AccentResponse.from(accentOf(accentColour)),
      logo: logoOf(branding, baseUrl),
      termsUrl: branding.termsUrl,
      privacyUrl: branding.privacyUrl,
      contactUrl: branding.contactUrl,
      embeddingOrigins: [...branding.embeddingOrigins],
      version: branding.version,
    };
  }
}

function logoOf({ siteId, logoHash, logoMediaType, logoWidth, logoHeight }: SiteBranding, baseUrl: string): LogoResponse | null {
  return logoHash === null || logoMediaType === null || logoWidth === null || logoHeight === null
    ? null
    : { url: baseUrl + logoPath(siteId, logoHash), mediaType: logoMediaType, width: logoWidth, height: logoHeight };
}
