export { faultText } from './field-fault-text';
export { type Locale, LOCALES, negotiateLocale } from './locale';
