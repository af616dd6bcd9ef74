import { faultText, type Locale } from '../../platform/i18n';
import { type FieldFault } from '../../platform/problem/field-fault';
import { fieldView, showingWords } from '../shared/field-view';
import { type Page } from '../shared/page';
import { PAGE_TEXTS } from '../texts';

const PASSWORD_ID = 'password';
const SHORTEST = 12;

/** @param fault why the password that was sent is none */
export function setPasswordPage(
  link: { readonly token: string; readonly email: string },
  locale: Locale,
  fault?: FieldFault,
): Page {
  const texts = PAGE_TEXTS[locale];
  const { title, hint, email: emailLabel, label, button } = texts.staff.setPassword;
  const error = fault === undefined ? null : faultText(fault, locale);
  const field = { widget: 'password', id: PASSWORD_ID, name: 'password', label, hints: [hint], required: true, error } as const;
  return {
    view: 'set-password',
    status: fault === undefined ? 200 : 422,
    site: null,
    locale,
    title,
    hasErrors: error !== null,
    model: {
      ...link,
      emailLabel,
      button,
      password: {
        ...fieldView(field, texts),
        ...showingWords(texts),
        autocomplete: 'new-password',
        minLength: SHORTEST,
        needsTyping: true,
      },
      summary: error === null ? null : { title: texts.signUp.summaryTitle, errors: [{ id: PASSWORD_ID, label, text: error }] },
    },
  };
}

export function passwordOutcomePage(outcome: 'done' | 'dead', status: number, locale: Locale): Page {
  const { title, text } = PAGE_TEXTS[locale].staff.setPassword[outcome];
  return { view: 'message', status, site: null, locale, title, model: { paragraphs: [text] } };
}
