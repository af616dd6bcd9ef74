import { type Locale } from '../../platform/i18n';
import { PAGE_TEXTS } from '../texts';

/** Which of the three steps to membership a page is: 1 the form, 2 the confirmation, 3 the mail. */
export function stepsAt(step: 1 | 2 | 3, locale: Locale): object {
  const { label, names, position } = PAGE_TEXTS[locale].steps;
  return {
    label,
    position: position(step, names.length),
    names: names.map((name, i) => ({ name, isCurrent: i + 1 === step, isDone: i + 1 < step })),
  };
}
