import { type CheckedSubmission, type FieldHint, type FormView } from '../../registration-form';
import { type Page } from '../shared/page';
import { stepsAt } from '../shared/steps';
import { PAGE_TEXTS, type PageTexts } from '../texts';
import { type ChallengeRefused, challengeSummary, challengeView } from './challenge.view';
import { type SignUpEntrance } from './sign-up-entrance';

interface Row {
  readonly label: string;
  readonly lines: readonly string[];
}

/** The second step: everything as it will be sent, and the challenge, which lives for minutes only. `refused`: it was sent, and refused for that alone. */
export function confirmationPage(
  entrance: SignUpEntrance,
  view: FormView,
  { checked, code, sealed }: { readonly checked: CheckedSubmission; readonly code: string; readonly sealed: string },
  refused?: ChallengeRefused,
): Page {
  const texts = PAGE_TEXTS[view.locale];
  const { title, intro, group, termsAgreed, notGiven, apply, back } = texts.confirmation;
  const groupName = view.form.entrance?.groupName;
  const rows: Row[] = [
    ...(groupName === undefined ? [] : [{ label: group, lines: [groupName] }]),
    ...view.fields.map((hint) => ({ label: hint.label, lines: linesOf(hint, checked, code, texts) })),
    ...(view.terms === null ? [] : [{ label: view.terms.title, lines: [termsAgreed] }]),
  ];
  return {
    view: 'confirmation',
    ...howRefused(refused),
    site: entrance.site,
    locale: view.locale,
    title,
    challenge: view.form.challenge?.kind,
    languageForm: { id: 'sign-up', action: entrance.path },
    model: {
      steps: stepsAt(2, view.locale),
      summary: refused === undefined ? null : challengeSummary(refused, view.locale),
      intro,
      rows,
      notGiven,
      path: entrance.path,
      sealed,
      challenge: challengeView(view, entrance.site),
      apply,
      back,
    },
  };
}

function howRefused(
  refused: ChallengeRefused | undefined,
): Pick<Page, 'status' | 'retryAfterInSeconds' | 'hasErrors' | 'usesScript'> {
  return refused === undefined
    ? { status: 200 }
    : { status: refused.status, retryAfterInSeconds: refused.retryAfterInSeconds, hasErrors: true, usesScript: true };
}

function linesOf(hint: FieldHint, checked: CheckedSubmission, code: string, texts: PageTexts): readonly string[] {
  const { key } = hint;
  switch (key) {
    case 'password':
      return [texts.confirmation.passwordValue];
    case 'authenticationCode':
      return [code];
    case 'email':
      return [checked.email.asTyped];
    case 'loginId':
      return checked.loginId === null ? [] : [checked.loginId.asTyped];
    default:
      return linesOfValue(hint, new Map<string, unknown>(Object.entries({ ...checked, ...checked.answers })).get(key), texts);
  }
}

function linesOfValue({ options }: FieldHint, value: unknown, { confirmation }: PageTexts): readonly string[] {
  if (typeof value === 'boolean') {
    return [value ? confirmation.yes : confirmation.no];
  }
  if (Array.isArray(value)) {
    return value.map((each) => labelOf(options, String(each)));
  }
  return typeof value === 'string' || typeof value === 'number' ? labelOf(options, String(value)).split('\n') : [];
}

function labelOf(options: FieldHint['options'], value: string): string {
  return options?.find((option) => option.value === value)?.label ?? value;
}
