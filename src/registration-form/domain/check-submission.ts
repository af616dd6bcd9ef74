import {
  checkAffiliation,
  checkDisplayName,
  checkEmailAddress,
  checkLoginId,
  checkName,
  checkPassword,
  checkTimeZone,
  type EmailAddress,
} from '../../identity';
import { type Locale } from '../../platform/i18n/locale';
import { type Checked, type FieldFault } from '../../platform/problem/field-fault';
import { Findings, type JsonObject } from '../../platform/problem/findings';
import { checkAnswer, isBlank } from './check-answer';
import { checkCountry } from './countries';
import { HONEYPOT, LONGEST_CHALLENGE } from './form-challenge';
import { BUILT_IN_KEYS, type BuiltInKey, type CustomField, isBuiltIn } from './form-field';
import { checkLanguage } from './languages';
import { type AnswerValue, type CheckedSubmission, type RegistrationForm, type SubmissionInput } from './registration-form';
import { type Reader } from './texts';

const LONGEST_FORM_VERSION = 100;
const MEMBERS_BESIDE_FIELDS = ['formVersion', 'answers', 'terms', 'challenge', HONEYPOT];
const MEMBERS_OF_SIGNUP_URL = ['signupUrl', 'authenticationCode'];

// As many bytes as the answers of an application may take in the database.
const LARGEST_ANSWERS_IN_BYTES = 60_000;

/** What is not for the form to say. */
export interface OtherRules {
  /** What is wrong with the authentication code. */
  readonly codeFault?: FieldFault | undefined;
  /** Why addresses at a domain, as it is compared, are refused. */
  readonly faultOfEmailDomain?: (domain: string) => FieldFault | undefined;
}

/**
 * What an applicant sent, tidied and accepted by every rule of the form.
 * Throws `validation-failed` that names every fault at once, by pointers into
 * the body; nothing else, whatever was sent.
 *
 * A field the form does not ask is refused, one that is left blank counts as
 * left out. Whether the form is the one the applicant was shown is another
 * question: {@link isStale}. Whether its authentication code admits is for the
 * sign-up URL to say, and which domains of addresses are wanted for the site's
 * protection: they are asked by `others`. Whether the challenge was solved is another question, too.
 */
export function checkSubmission(
  form: RegistrationForm,
  submission: SubmissionInput,
  locale: Locale,
  others: OtherRules = {},
): CheckedSubmission {
  const findings = new Findings();
  const sent = findings.object([], submission) ?? {};
  const custom = form.fields.filter((field) => !isBuiltIn(field));
  const beside = form.entrance === null ? MEMBERS_BESIDE_FIELDS : [...MEMBERS_BESIDE_FIELDS, ...MEMBERS_OF_SIGNUP_URL];
  findings.refuseOthers([], sent, [...beside, ...form.fields.filter(isBuiltIn).map(({ key }) => key)]);
  checkLength(findings, 'formVersion', sent['formVersion'], LONGEST_FORM_VERSION);
  const builtIn = checkBuiltIns(findings, form, sent);
  const answers = checkAnswers(findings, custom, sent['answers'], { locale, siteLocale: form.locale });
  const termsVersion = checkTerms(findings, form, sent['terms']);
  const challenge = checkLength(findings, 'challenge', sent['challenge'] ?? undefined, LONGEST_CHALLENGE);
  note(findings, 'authenticationCode', others.codeFault);
  note(findings, 'email', faultOfEmail(builtIn.email as EmailAddress | null, others));
  findings.throwIfAny();
  // What has passed has a value for every field that is required.
  return { ...builtIn, answers, termsVersion, challenge } as CheckedSubmission;
}

function note(findings: Findings, member: string, fault: FieldFault | undefined): void {
  if (fault !== undefined) {
    findings.add([member], fault.code, fault.facts);
  }
}

function faultOfEmail(email: EmailAddress | null, { faultOfEmailDomain }: OtherRules): FieldFault | undefined {
  return email === null ? undefined : faultOfEmailDomain?.(email.key.slice(email.key.lastIndexOf('@') + 1));
}

/** Whether the applicant was shown another form, or other terms of use, than the site's present ones. */
export function isStale(form: RegistrationForm, { formVersion, terms }: SubmissionInput): boolean {
  const shownTerms = (terms as { readonly version?: unknown } | null | undefined)?.version;
  return (
    (typeof formVersion === 'string' && formVersion !== form.version) ||
    (typeof shownTerms === 'number' && form.terms !== null && shownTerms !== form.terms.version)
  );
}

// Of a member that may be left out; null where it was.
function checkLength(findings: Findings, member: string, value: unknown, maximum: number): string | null {
  const text = value === undefined ? '' : findings.text([member], value);
  if (text !== undefined && text.length > maximum) {
    findings.add([member], 'too-long', { maximum });
  }
  return text === undefined || text === '' ? null : text;
}

function checkBuiltIns(findings: Findings, form: RegistrationForm, sent: JsonObject): Record<BuiltInKey, unknown> {
  const asked = new Map(form.fields.filter(isBuiltIn).map((field) => [field.key, field]));
  const values = BUILT_IN_KEYS.map((key) => {
    const field = asked.get(key);
    return [key, field === undefined ? null : checkBuiltIn(findings, form, sent, field)];
  });
  return Object.fromEntries(values) as Record<BuiltInKey, unknown>;
}

function checkBuiltIn(
  findings: Findings,
  form: RegistrationForm,
  sent: JsonObject,
  { key, required }: { readonly key: BuiltInKey; readonly required: boolean },
): unknown {
  const raw = sent[key];
  // A password of spaces is one, and is refused with a reason of its own.
  if (raw === undefined || (key !== 'password' && isBlank(raw))) {
    if (required) {
      findings.add([key], 'required');
    }
    return null;
  }
  const text = findings.text([key], raw);
  return text === undefined ? null : (findings.take([key], checksOf(form, sent)[key](text)) ?? null);
}

function checksOf(form: RegistrationForm, sent: JsonObject): Readonly<Record<BuiltInKey, (raw: string) => Checked<unknown>>> {
  const typed = (key: BuiltInKey): string => {
    const value = sent[key];
    return typeof value === 'string' ? value : '';
  };
  return {
    loginId: checkLoginId,
    name: checkName,
    displayName: checkDisplayName,
    department: checkAffiliation,
    position: checkAffiliation,
    email: checkEmailAddress,
    password: (raw) =>
      checkPassword(raw, {
        name: typed('name'),
        displayName: typed('displayName'),
        loginId: typed('loginId'),
        email: typed('email'),
        minLength: form.passwordMinimum,
      }),
    country: checkCountry,
    language: checkLanguage,
    timeZone: checkTimeZone,
  };
}

function checkAnswers(
  findings: Findings,
  fields: readonly CustomField[],
  value: unknown,
  reader: Reader,
): Readonly<Record<string, AnswerValue>> {
  const keys = fields.map(({ key }) => key);
  const sent = (value === undefined ? {} : findings.object(['answers'], value, keys)) ?? {};
  const answers = Object.fromEntries(
    fields.flatMap((field) => {
      const raw = Object.hasOwn(sent, field.key) ? sent[field.key] : undefined;
      const answer = checkAnswer(field, raw, { findings, path: ['answers', field.key], reader });
      return answer === undefined ? [] : [[field.key, answer]];
    }),
  );
  if (new TextEncoder().encode(JSON.stringify(answers)).length > LARGEST_ANSWERS_IN_BYTES) {
    findings.add(['answers'], 'answers-too-long');
  }
  return answers;
}

function checkTerms(findings: Findings, { terms }: RegistrationForm, value: unknown): number | null {
  if (terms === null) {
    if (value !== undefined) {
      findings.add(['terms'], 'unknown-field');
    }
    return null;
  }
  const acceptance = value === undefined ? {} : findings.object(['terms'], value, ['version', 'accepted']);
  if (acceptance !== undefined) {
    checkAcceptance(findings, terms.version, acceptance);
  }
  return terms.version;
}

function checkAcceptance(findings: Findings, current: number, { version, accepted }: JsonObject): void {
  if (accepted === undefined || accepted === false) {
    findings.add(['terms'], 'terms-not-accepted');
    return;
  }
  findings.boolean(['terms', 'accepted'], accepted);
  if (version === undefined) {
    findings.add(['terms', 'version'], 'required');
  } else if (version !== current) {
    findings.add(['terms', 'version'], 'not-one-of', { allowed: current });
  }
}
