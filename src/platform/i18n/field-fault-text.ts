import { type FieldFault } from '../problem/field-fault';
import { FIELD_FAULT_TEXTS_EN } from './field-fault-texts.en';
import { FIELD_FAULT_TEXTS_JA } from './field-fault-texts.ja';
import { type FieldFaultTexts } from './field-fault-texts';
import { type Locale } from './locale';

// A further language: its tag in LOCALES, a file of texts, and its line here. The compiler names what is missing.
const TEXTS: Readonly<Record<Locale, FieldFaultTexts>> = {
  en: FIELD_FAULT_TEXTS_EN,
  ja: FIELD_FAULT_TEXTS_JA,
};

/** What to tell the person about a field, in their language. Never echoes what they typed. */
export function faultText(fault: FieldFault, locale: Locale): string {
  const facts = new Map(Object.entries(fault.facts ?? {}));
  return TEXTS[locale][fault.code].replace(/\{(\w+)\}/g, (_, fact: string) => String(facts.get(fact) ?? '…'));
}
