import { faultText } from '../../platform/i18n';
import { type FieldError } from '../../platform/problem/validation-failed';
import { type FormView, HONEYPOT, type SubmissionInput } from '../../registration-form';
import { type ErrorLine, type ErrorSummary, fieldView, type FieldView } from '../shared/field-view';
import { type Page } from '../shared/page';
import { stepsAt } from '../shared/steps';
import { PAGE_TEXTS, type PageTexts } from '../texts';
import { fieldsOf } from './form-fields.view';
import { type SignUpEntrance } from './sign-up-entrance';
import { controlId, hasAcceptedTerms, pathOf } from './typed-form';

/** What is wrong with a form, apart from its fields. */
type FormNotice = 'formChanged' | 'loginIdTaken' | 'takenTooLong' | 'honeypotFilled' | 'notKept';

/** The form, as it is drawn again after something in it was refused. */
export interface Refused {
  readonly status: number;
  readonly faults: readonly FieldError[];
  readonly notice?: FormNotice;
}

export interface Typed {
  readonly submission: SubmissionInput;
  readonly honeypot: string;
  /** The password, sealed; null where it has to be typed. */
  readonly kept: string | null;
  readonly visit: string | null;
}

export const NOTHING_TYPED: Typed = { submission: {}, honeypot: '', kept: null, visit: null };

const HONEYPOT_ID = `f-${HONEYPOT}`;
const TERMS_ID = 'f-terms';
// Of which field each of them speaks.
const FIELD_OF_NOTICE: Readonly<Record<FormNotice, string | null>> = {
  formChanged: null,
  honeypotFilled: HONEYPOT,
  loginIdTaken: 'loginId',
  notKept: null,
  takenTooLong: 'password',
};

/** The first step: what is asked, and what has been typed already. */
export function signUpPage(entrance: SignUpEntrance, view: FormView, typed: Typed, refused?: Refused): Page {
  const texts = PAGE_TEXTS[view.locale];
  const { signUp } = texts;
  const errors = refused === undefined ? new Map<string, string>() : errorsOf(refused, view);
  const fields = fieldsOf({ view, texts, errors, submission: typed.submission, isPasswordKept: typed.kept !== null });
  const { entrance: group } = view.form;
  return {
    view: 'sign-up',
    status: refused?.status ?? 200,
    site: entrance.site,
    locale: view.locale,
    title: signUp.title(view.form.siteName),
    hasErrors: refused !== undefined,
    usesScript: true,
    ...keeping(entrance, typed, refused),
    model: {
      steps: stepsAt(1, view.locale),
      path: entrance.path,
      intro: signUp.intro,
      needsScript: view.form.challenge === null ? null : texts.challenge.needsScript,
      group: group === null ? null : signUp.introOfGroup(group.groupName),
      summary: refused === undefined ? null : summaryOf(refused, view, errors),
      formVersion: view.form.version,
      kept: typed.kept,
      visit: typed.visit,
      fields,
      honeypot: honeypotOf(typed, errors, texts),
      terms: termsOf(view, typed, errors),
      next: signUp.next,
    },
  };
}

/** What becomes of what is in the form when the browser, or another language, comes back to it. */
function keeping({ path }: SignUpEntrance, typed: Typed, refused: Refused | undefined): Pick<Page, 'isBlank' | 'languageForm'> {
  return typed === NOTHING_TYPED
    ? { isBlank: refused === undefined }
    : { languageForm: { id: 'sign-up', action: `${path}/edit` } };
}

/** What is wrong, by the key of the field; by its pointer where it is no field. */
function errorsOf({ faults, notice }: Refused, view: FormView): Map<string, string> {
  const errors = new Map<string, string>();
  for (const { pointer, fault } of faults) {
    const key = keyOf(pointer, view);
    // One sentence a field: the first is what has to be done first.
    errors.set(key, errors.get(key) ?? faultText(fault, view.locale));
  }
  const noticed = notice === undefined ? null : FIELD_OF_NOTICE[notice];
  if (notice !== undefined && noticed !== null) {
    errors.set(noticed, PAGE_TEXTS[view.locale].signUp[notice]);
  }
  return errors;
}

function keyOf(pointer: string, view: FormView): string {
  const path = pathOf(pointer);
  if (path[0] === 'terms') {
    return 'terms';
  }
  const field = view.fields.find((hint) => pointer === hint.pointer || pointer.startsWith(`${hint.pointer}/`));
  return field?.key ?? pointer;
}

/** In the order of the page, so that one can go from one to the next. */
function summaryOf({ notice }: Refused, view: FormView, errors: ReadonlyMap<string, string>): ErrorSummary {
  const { signUp } = PAGE_TEXTS[view.locale];
  const places = [
    ...view.fields.map((hint) => ({ key: hint.key, id: controlId(hint), label: hint.label })),
    { key: HONEYPOT, id: HONEYPOT_ID, label: signUp.honeypot },
    { key: 'terms', id: TERMS_ID, label: view.terms?.title ?? null },
  ];
  const lines = places.flatMap(({ key, id, label }): ErrorLine[] => {
    const text = errors.get(key);
    return text === undefined ? [] : [{ id, label, text }];
  });
  const elsewhere = [...errors].filter(([key]) => !places.some((place) => place.key === key));
  const isOfNoField = notice !== undefined && FIELD_OF_NOTICE[notice] === null;
  const notices = isOfNoField ? [{ id: null, label: null, text: signUp[notice] }] : [];
  return {
    title: signUp.summaryTitle,
    errors: [...notices, ...lines, ...elsewhere.map(([, text]) => ({ id: null, label: null, text }))],
  };
}

function honeypotOf({ honeypot }: Typed, errors: ReadonlyMap<string, string>, { signUp }: PageTexts): object {
  const error = errors.get(HONEYPOT) ?? null;
  return {
    id: HONEYPOT_ID,
    name: HONEYPOT,
    label: signUp.honeypot,
    errorWord: signUp.error,
    error,
    value: error === null ? '' : honeypot,
  };
}

function termsOf({ terms, locale }: FormView, { submission }: Typed, errors: ReadonlyMap<string, string>): object | null {
  if (terms === null) {
    return null;
  }
  const texts = PAGE_TEXTS[locale];
  const agreement: FieldView = {
    ...fieldView(
      {
        widget: 'checkbox',
        id: TERMS_ID,
        name: 'termsAccepted',
        label: texts.signUp.agree(terms.title),
        hints: [],
        required: true,
        error: errors.get('terms') ?? null,
      },
      texts,
    ),
    value: hasAcceptedTerms(submission),
  };
  const { version, title, html } = terms;
  return { version, title, html, newTab: texts.signUp.termsNewTab, agreement };
}
