import { TEMPLATES_OF_SITES, type TemplateKey } from '../mail';
import { LOCALES } from '../platform/i18n';
import { DomainError } from '../platform/problem/domain-error';

/** The template that a path names. Throws `mail-template-not-found`. */
export function templateKey(siteId: string, name: string, locale: string): TemplateKey {
  const template = TEMPLATES_OF_SITES.find((each) => each === name);
  const language = LOCALES.find((each) => each === locale);
  if (template === undefined || language === undefined) {
    throw new DomainError('mail-template-not-found', 'There is no such mail template, or not in this language.');
  }
  return { siteId, template, locale: language };
}
