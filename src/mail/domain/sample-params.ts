import { type Locale } from '../../platform/i18n/locale';
import { type MailParam, type MailParams } from './mail-templates';
import { type TemplateVariable } from './template-variables';

const SAMPLE_ITEMS = 2;
const SAMPLE_LIFE_IN_HOURS = '24';

/** Params as a cause might hand them in, for previews. */
export function sampleParams(variables: readonly TemplateVariable[], locale: Locale): MailParams {
  const answers = variables.filter(({ name }) => name.startsWith(ANSWERS));
  const others = variables.filter((each) => each.name !== 'linkLife' && !answers.includes(each));
  return {
    linkLifeInHours: SAMPLE_LIFE_IN_HOURS,
    ...Object.fromEntries(others.map((each) => [each.name, sampleOf(each, locale)])),
    answers: Object.fromEntries(answers.map(({ name, sample }) => [name.slice(ANSWERS.length), sample[locale]])),
  };
}

const ANSWERS = 'answers.';

function sampleOf({ kind, sample, items }: TemplateVariable, locale: Locale): MailParam {
  if (kind !== 'list') {
    return sample[locale];
  }
  const item = Object.fromEntries(items.map((each) => [each.name, each.sample[locale]]));
  return Array.from({ length: SAMPLE_ITEMS }, () => item);
}
