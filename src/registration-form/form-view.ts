import { Injectable } from '@nestjs/common';
import { type Locale } from '../platform/i18n';
import { type FieldHint, hintsOf } from './domain/form-hints';
import { type JsonSchema, schemaOf } from './domain/form-schema';
import { type RegistrationForm } from './domain/registration-form';
import { type Reader, textFor } from './domain/texts';
import { Remembered } from '../platform/memory/remembered';
import { htmlOf } from './terms-html';

/** A form as a reader sees it. */
export interface FormView {
  readonly form: RegistrationForm;
  readonly locale: Locale;
  readonly schema: JsonSchema;
  readonly fields: readonly FieldHint[];
  readonly terms: TermsView | null;
}

export interface TermsView {
  readonly version: number;
  readonly title: string;
  readonly html: string;
  readonly markdown: string;
}

const MOST_CHARACTERS_REMEMBERED = 5_000_000;

/** Puts forms into words. */
@Injectable()
export class FormViews {
  // Long terms take a while to make HTML of, and anybody may ask for a form.
  private readonly html = new Remembered<string>(MOST_CHARACTERS_REMEMBERED, (html) => html.length);

  view(form: RegistrationForm, locale: Locale): FormView {
    const reader = { locale, siteLocale: form.locale };
    return { form, locale, schema: schemaOf(form, reader), fields: hintsOf(form, reader), terms: this.termsOf(form, reader) };
  }

  private termsOf({ siteId, terms }: RegistrationForm, reader: Reader): TermsView | null {
    if (terms === null) {
      return null;
    }
    const markdown = textFor(reader, terms.markdown) ?? '';
    const key = `${siteId} ${terms.version} ${reader.locale} ${reader.siteLocale}`;
    const html = this.html.get(key) ?? this.html.keep(key, htmlOf(markdown));
    return { version: terms.version, title: textFor(reader, terms.title) ?? '', html, markdown };
  }
}
