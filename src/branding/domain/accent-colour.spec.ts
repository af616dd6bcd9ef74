import fc from 'fast-check';
import { accentOf, checkAccentColour, LEAST_CONTRAST, PAGE_BACKGROUNDS } from './accent-colour';
import { BLACK, type Colour, contrast, mixed, readColour, WHITE } from './colour';

const colours = fc.integer({ min: 0, max: 0xffffff }).map((value): Colour => `#${value.toString(16).padStart(6, '0')}`);

describe('contrast', () => {
  // Worked out by other tools that follow the WCAG.
  it.each<[Colour, Colour, number]>([
    [BLACK, WHITE, 21],
    [WHITE, WHITE, 1],
    ['#767676', WHITE, 4.54],
    ['#777777', WHITE, 4.48],
    ['#ff0000', WHITE, 4.0],
    ['#0000ff', WHITE, 8.59],
    ['#ffff00', WHITE, 1.07],
    ['#1d4ed8', WHITE, 6.7],
  ])('of %s and %s is %f', (one, other, ratio) => {
    expect(contrast(one, other)).toBeCloseTo(ratio, 1);
    expect(contrast(other, one)).toBe(contrast(one, other));
  });
});

describe('a colour', () => {
  it.each([
    ['#1d4ed8', '#1d4ed8'],
    [' #1D4ED8 ', '#1d4ed8'],
    ['#03f', '#0033ff'],
  ])('%j is kept as %s', (raw, kept) => {
    expect(readColour(raw)).toBe(kept);
  });

  it.each([
    '',
    '#',
    'blue',
    '1d4ed8',
    '#1d4ed',
    '#1d4ed80',
    '#1d4ed8ff',
    '#ggg',
    'rgb(1,2,3)',
    '#fff;}body{',
    '#１２３',
    '#fff\n#fff',
  ])('%j is none', (raw) => {
    expect(checkAccentColour(raw)).toEqual({ ok: false, fault: { code: 'colour-invalid' } });
  });

  it('is mixed with another by shares', () => {
    expect(mixed(BLACK, WHITE, 0.5)).toBe('#808080');
    expect(mixed('#1d4ed8', WHITE, 0)).toBe('#1d4ed8');
    expect(mixed('#1d4ed8', WHITE, 1)).toBe(WHITE);
  });
});

describe('the accent colour', () => {
  it('is refused where it is hard to read on white, with the contrast it has and a shade that would be enough', () => {
    expect(checkAccentColour('#ffff00')).toEqual({
      ok: false,
      fault: { code: 'colour-contrast-too-low', facts: { contrast: 1.07, minimum: 4.5, enough: '#7a7a00' } },
    });
    expect(checkAccentColour('#777777')).toMatchObject({ fault: { facts: { contrast: 4.47 } } });
  });

  it('is taken or refused by its contrast alone, and what would be enough is taken', () => {
    fc.assert(
      fc.property(colours, (colour) => {
        const checked = checkAccentColour(colour);
        expect(checked.ok).toBe(contrast(colour, WHITE) >= LEAST_CONTRAST);
        if (!checked.ok) {
          expect(checkAccentColour(String(checked.fault.facts?.['enough'])).ok).toBe(true);
        }
      }),
    );
  });

  it('has two shades: each is readable on its page, and its text upon it', () => {
    fc.assert(
      fc.property(colours, (raw) => {
        const checked = checkAccentColour(raw);
        fc.pre(checked.ok);
        const { light, dark } = accentOf(checked.value);
        expect(light.colour).toBe(checked.value);
        for (const [{ colour, text }, background] of [
          [light, PAGE_BACKGROUNDS.light],
          [dark, PAGE_BACKGROUNDS.dark],
        ] as const) {
          expect(contrast(colour, background)).toBeGreaterThanOrEqual(LEAST_CONTRAST);
          expect(contrast(text, colour)).toBeGreaterThanOrEqual(LEAST_CONTRAST);
        }
      }),
    );
  });
});
