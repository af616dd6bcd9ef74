/** A colour as it is kept: `#` and six hexadecimal digits in lower case. */
export type Colour = `#${string}`;

export const WHITE: Colour = '#ffffff';
export const BLACK: Colour = '#000000';

const NOTATION = /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/;

/** The colour that somebody wrote as `#rgb` or `#rrggbb`; null for anything else. */
export function readColour(raw: string): Colour | null {
  const typed = raw.trim().toLowerCase();
  if (!NOTATION.test(typed)) {
    return null;
  }
  const digits = typed.slice(1);
  return `#${digits.length === 3 ? digits.replace(/./g, '$&$&') : digits}`;
}

/** How well one colour is read on another: from 1, not at all, to 21, black on white (WCAG 2.2, "contrast ratio"). */
export function contrast(one: Colour, other: Colour): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** `share` of `other`, from 0 to 1, and the rest of `one`. */
export function mixed(one: Colour, other: Colour, share: number): Colour {
  const [from, to] = [channels(one), channels(other)];
  const digits = from.map((value, i) => Math.round(value + ((to[i] ?? value) - value) * share));
  return `#${digits.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

function channels(colour: Colour): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}

// WCAG 2.2, "relative luminance", with the threshold of IEC 61966-2-1.
function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
