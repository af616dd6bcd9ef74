import { type PageTexts } from '../texts';

/** The partials in `views/partials` that draw fields. */
type FieldPartial = 'text' | 'text-area' | 'password' | 'pull-down' | 'radio' | 'checkboxes' | 'checkbox';

export interface OptionView {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly label: string;
  readonly isChosen: boolean;
}

/** A field as it is drawn. */
export interface FieldView {
  readonly widget: FieldPartial;
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly hints: readonly string[];
  readonly required: boolean;
  readonly error: string | null;
  readonly describedBy: string | null;
  readonly errorWord: string;
  readonly optional: string;
  readonly [attribute: string]: unknown;
}

/** What all fields have. */
export function fieldView(
  field: Pick<FieldView, 'widget' | 'id' | 'name' | 'label' | 'hints' | 'required' | 'error'>,
  { signUp }: PageTexts,
): FieldView {
  const { id, hints, error } = field;
  const describedBy = [...(error === null ? [] : [`${id}-error`]), ...(hints.length === 0 ? [] : [`${id}-hint`])].join(' ');
  return { ...field, describedBy: describedBy === '' ? null : describedBy, errorWord: signUp.error, optional: signUp.optional };
}

/** The words of the button that shows a password; the script makes it. */
export function showingWords({ signUp }: PageTexts): object {
  const { showPassword: showWord, hidePassword: hideWord, passwordShown: shownText, passwordHidden: hiddenText } = signUp;
  return { showWord, hideWord, shownText, hiddenText };
}

/** A line of the summary of errors; `id`: of the control to correct. */
export interface ErrorLine {
  readonly id: string | null;
  readonly label: string | null;
  readonly text: string;
}

export interface ErrorSummary {
  readonly title: string;
  readonly errors: readonly ErrorLine[];
}
