import { JPG } from 'image-size/types/jpg';
import { PNG } from 'image-size/types/png';
import { WEBP } from 'image-size/types/webp';
import { ValidationFailed } from '../platform/problem/validation-failed';

export const LONGEST_SIDE_IN_PIXELS = 1024;
export const LARGEST_LOGO_IN_KIB = 200;

/** The kinds of image that every browser shows and that hold no program. SVG is none: it can have scripts, and load things. */
export const LOGO_MEDIA_TYPES = ['image/png', 'image/jpeg', 'image/webp'] as const;

export type LogoMediaType = (typeof LOGO_MEDIA_TYPES)[number];

interface Kind {
  readonly mediaType: LogoMediaType;
  readonly signature: RegExp;
  readonly reader: typeof PNG;
}

// What such a file begins with, byte by byte (WHATWG MIME Sniffing §6.1): what a client calls it does not count.
const KINDS: readonly Kind[] = [
  { mediaType: 'image/png', signature: /^\x89PNG\r\n\x1a\n[^]{4}IHDR/, reader: PNG },
  { mediaType: 'image/jpeg', signature: /^\xff\xd8\xff/, reader: JPG },
  { mediaType: 'image/webp', signature: /^RIFF[^]{4}WEBPVP8[ LX]/, reader: WEBP },
];
const LONGEST_SIGNATURE = 16;
// All that says how large it is, in a WebP; the others are longer.
const SHORTEST_IMAGE = 30;

export interface LogoImage {
  readonly mediaType: LogoMediaType;
  readonly width: number;
  readonly height: number;
}

/** What kind of image these bytes are, and how large. Throws `validation-failed`, about the body as a whole. */
export function readLogoImage(bytes: Buffer): LogoImage {
  const beginning = bytes.subarray(0, LONGEST_SIGNATURE).toString('latin1');
  const kind = KINDS.find(({ signature }) => signature.test(beginning));
  const size = kind === undefined || bytes.length < SHORTEST_IMAGE ? null : sizeOf(bytes, kind);
  if (kind === undefined || size === null) {
    throw new ValidationFailed([{ pointer: '#', fault: { code: 'image-kind-not-taken' } }]);
  }
  if (Math.max(size.width, size.height) > LONGEST_SIDE_IN_PIXELS) {
    throw new ValidationFailed([
      { pointer: '#', fault: { code: 'image-too-large', facts: { maximum: LONGEST_SIDE_IN_PIXELS } } },
    ]);
  }
  return { mediaType: kind.mediaType, ...size };
}

// Null where the header is broken: no browser could show that.
function sizeOf(bytes: Buffer, { reader }: Kind): { readonly width: number; readonly height: number } | null {
  try {
    // A copy that has its memory to itself: the reader would read on behind the end of a Buffer, in what others left there.
    const { width, height } = reader.calculate(Uint8Array.from(bytes));
    return width > 0 && height > 0 ? { width, height } : null;
  } catch {
    return null;
  }
}
