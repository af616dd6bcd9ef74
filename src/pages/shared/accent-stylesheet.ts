import { accentOf, type Accent, checkAccentColour } from '../../branding';

const NAME = /^accent-([0-9a-f]{6})\.css$/;

/** The address of the stylesheet that paints the pages in `colour`, `#rrggbb`. */
export function accentStylesheetPath(colour: string): string {
  return `/assets/accent-${colour.slice(1)}.css`;
}

/** The stylesheet of that name, which is all it is made of; null where there is none, as its colour could not be read. */
export function accentStylesheet(name: string): string | null {
  const [, digits = ''] = NAME.exec(name) ?? [];
  const checked = checkAccentColour(`#${digits}`);
  if (!checked.ok) {
    return null;
  }
  const { light, dark } = accentOf(checked.value);
  return `${rule(light)}@media screen and (prefers-color-scheme: dark) {\n${rule(dark)}}\n`;
}

// The properties of Pico, as specific as where it sets them itself.
function rule({ colour, text }: Accent['light']): string {
  const painted = ['', '-background', '-hover', '-hover-background', '-underline'].map(
    (part) => `--pico-primary${part}: ${colour};`,
  );
  return `:root:not([data-theme]) {\n${painted.join('\n')}\n--pico-primary-focus: ${colour}80;\n--pico-primary-inverse: ${text};\n}\n`;
}
