import { type Checked, refused, valid } from '../../platform/problem/field-fault';
import { BLACK, type Colour, contrast, mixed, readColour, WHITE } from './colour';

/** What the pages are painted on, of dark grounds the lightest that their stylesheet has: the accent must be readable there. */
export const PAGE_BACKGROUNDS = { light: WHITE, dark: '#1a1f29' } as const satisfies Record<string, Colour>;

/** For text of any size (WCAG 2.2, 1.4.3, level AA); more than what edges of controls need (1.4.11). */
export const LEAST_CONTRAST = 4.5;

/** A colour for links, edges and buttons, and the one for text upon it. */
export interface AccentShade {
  readonly colour: Colour;
  readonly text: Colour;
}

/** The accent of a site's pages, by the scheme that the reader's browser asks for. */
export interface Accent {
  readonly light: AccentShade;
  readonly dark: AccentShade;
}

/**
 * The accent colour of a site: links are written in it on white, and white
 * upon it on buttons, so it must have the contrast of text to white. Refused is
 * the one that has not, with a darker shade of it that would be enough.
 */
export function checkAccentColour(raw: string): Checked<Colour> {
  const colour = readColour(raw);
  if (colour === null) {
    return refused('colour-invalid');
  }
  const reached = contrast(colour, WHITE);
  if (reached >= LEAST_CONTRAST) {
    return valid(colour);
  }
  const enough = readableOn(PAGE_BACKGROUNDS.light, colour, BLACK);
  // Rounded down: "4.5, and 4.5 is needed" would help nobody.
  return refused('colour-contrast-too-low', { contrast: Math.floor(reached * 100) / 100, minimum: LEAST_CONTRAST, enough });
}

/** Both shades of an accent colour: itself, and for dark pages the nearest lighter one that is readable there. */
export function accentOf(colour: Colour): Accent {
  const { light, dark } = PAGE_BACKGROUNDS;
  return {
    light: { colour, text: light },
    dark: { colour: readableOn(dark, colour, WHITE), text: dark },
  };
}

// In steps of a hundredth towards `towards`, which is readable on `background`.
function readableOn(background: Colour, colour: Colour, towards: Colour): Colour {
  for (let hundredths = 0; hundredths < 100; hundredths += 1) {
    const shade = mixed(colour, towards, hundredths / 100);
    if (contrast(shade, background) >= LEAST_CONTRAST) {
      return shade;
    }
  }
  return towards;
}
