import { type FieldHint, type FormView, type SubmissionInput } from '../../registration-form';
import { textIn } from '../shared/exchange';

/** The name of the control of a field; of the option `index` where several can be ticked. */
export function controlName({ pointer, widget }: FieldHint, index = 0): string {
  const name = pathOf(pointer).join('.');
  return widget === 'checkboxes' ? `${name}.${index}` : name;
}

export function controlId(hint: FieldHint, index = 0): string {
  return `f-${controlName(hint, index).replaceAll('.', '-')}`;
}

/** What an applicant has typed, as the API would be sent it: the same rules look at it. */
export function submissionFrom(view: FormView, body: unknown): SubmissionInput {
  const values = view.fields.map((hint): readonly [FieldHint, unknown] => [hint, valueIn(body, hint)]);
  const of = (area: 'body' | 'answers'): Record<string, unknown> =>
    Object.fromEntries(
      values
        .filter(([hint, value]) => value !== undefined && isAnswer(hint) === (area === 'answers'))
        .map(([hint, value]) => [hint.key, value]),
    );
  const version = textIn(body, 'formVersion');
  const { entrance } = view.form;
  return {
    ...of('body'),
    answers: of('answers'),
    ...(version !== '' && { formVersion: version }),
    ...(entrance !== null && { signupUrl: entrance.key }),
    ...(view.terms !== null && {
      terms: { version: Number(textIn(body, 'termsVersion')), accepted: textIn(body, 'termsAccepted') !== '' },
    }),
  };
}

/** What `submission` has for a field. */
export function valueOf(submission: SubmissionInput, hint: FieldHint): unknown {
  const from = isAnswer(hint) ? submission.answers : submission;
  return typeof from === 'object' && from !== null ? new Map(Object.entries(from)).get(hint.key) : undefined;
}

export function hasAcceptedTerms({ terms }: SubmissionInput): boolean {
  return typeof terms === 'object' && terms !== null && 'accepted' in terms && terms.accepted === true;
}

function valueIn(body: unknown, hint: FieldHint): unknown {
  if (hint.widget === 'checkboxes') {
    return (hint.options ?? []).map((_, index) => textIn(body, controlName(hint, index))).filter((value) => value !== '');
  }
  const text = textIn(body, controlName(hint));
  if (hint.widget === 'checkbox') {
    return text !== '';
  }
  return hint.widget === 'number' ? numberFrom(text) : text === '' ? undefined : text;
}

/** The number somebody typed, perhaps in full-width digits; what is none stays as it is, to be refused by the rules. */
function numberFrom(text: string): number | string | undefined {
  const plain = text.normalize('NFKC').trim();
  const number = Number(plain);
  return plain === '' ? undefined : Number.isFinite(number) ? number : text;
}

const isAnswer = ({ pointer }: FieldHint): boolean => pathOf(pointer).length > 1;

/** RFC 6901. The keys of fields have nothing that is escaped. */
export function pathOf(pointer: string): readonly string[] {
  return pointer.split('/').slice(1);
}
