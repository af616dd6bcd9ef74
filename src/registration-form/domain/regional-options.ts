import { checkTimeZone } from '../../identity';
import { type Locale } from '../../platform/i18n/locale';
import { COUNTRIES } from './countries';

/** A choice as a reader sees it. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

type RegionalKey = 'country' | 'language' | 'timeZone';

// Made once for each language: they are the same until the program ends.
const made = new Map<string, readonly Choice[]>();

/** What one chooses a country, language or time zone from, by its name in the reader's language. */
export function regionalOptions(key: RegionalKey, locale: Locale): readonly Choice[] {
  const known = made.get(`${key} ${locale}`);
  if (known !== undefined) {
    return known;
  }
  const options = MAKERS[key](locale).sort((one, other) => one.label.localeCompare(other.label, locale));
  made.set(`${key} ${locale}`, options);
  return options;
}

const MAKERS: Readonly<Record<RegionalKey, (locale: Locale) => Choice[]>> = {
  country: (locale) => named(COUNTRIES, new Intl.DisplayNames(locale, { type: 'region' })),
  language: (locale) => named(languagesOfTwoLetters(), new Intl.DisplayNames(locale, { type: 'language', fallback: 'none' })),
  timeZone: () => timeZones().map((value) => ({ value, label: value.replaceAll('_', ' ') })),
};

function named(codes: readonly string[], names: Intl.DisplayNames): Choice[] {
  return codes.flatMap((value) => {
    const label = names.of(value);
    return label === undefined ? [] : [{ value, label }];
  });
}

// ISO 639-1: those of two letters that have a name. Any other tag may be sent as well; these are for choosing from.
function languagesOfTwoLetters(): readonly string[] {
  const letters = Array.from('abcdefghijklmnopqrstuvwxyz');
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => Intl.getCanonicalLocales(code)[0] === code);
}

function timeZones(): readonly string[] {
  const names = [...Intl.supportedValuesOf('timeZone'), 'UTC'].flatMap((name) => {
    const checked = checkTimeZone(name);
    return checked.ok ? [checked.value] : [];
  });
  return [...new Set(names)];
}
