/**
 * Everything that can be wrong with one field of a request.
 *
 * The codes are public (`errors[].code`) and never change meaning: a new
 * reason gets a new code. Each stands for a reason a person can act on; its
 * words, in every language, are in `platform/i18n`. Facts a text needs:
 * `minimum` and/or `maximum` where something is counted, `allowed` for
 * `not-one-of` and `fields-missing`, `reason` for `pattern-invalid`, `other`
 * for `not-together`, `contrast` and `enough` for `colour-contrast-too-low`, `line` and `column`, counted from 1, for a place in a text.
 */
export const FIELD_FAULT_CODES = [
  // The shape of the request.
  'required',
  'unknown-field',
  'not-a-string',
  'not-a-boolean',
  'not-an-integer',
  'not-an-object',
  'not-an-array',
  'not-one-of', // allowed
  'out-of-range', // minimum, maximum
  'too-many', // maximum
  'not-together', // other
  'not-an-email-address',
  'time-zone-unknown',

  // Any text.
  'too-short', // minimum
  'too-long', // maximum
  'invalid-characters',
  'broken-characters',
  'control-characters',
  'line-break',
  'invisible-characters',
  'text-direction-characters',

  // The applicant's e-mail address.
  'email-missing-at',
  'email-missing-local-part',
  'email-missing-domain',
  'email-several-addresses',
  'email-with-name',
  'email-white-space',
  'email-full-width-characters',
  'email-quoted-local-part',
  'email-non-ascii-local-part',
  'email-local-part-characters',
  'email-local-part-dots',
  'email-local-part-too-long', // maximum
  'email-too-long', // maximum
  'email-address-literal',
  'email-single-label-domain',
  'email-domain-dots',
  'email-domain-invalid',
  'email-domain-not-accepted',
  'email-domain-disposable',

  // The applicant's login ID.
  'login-id-characters',

  // The applicant's password.
  'password-too-short', // minimum
  'password-too-long', // maximum
  'password-characters',
  'password-repetition',
  'password-sequence',
  'password-common',
  'password-contains-own-name',
  'password-contains-login-id',
  'password-contains-email',
  'password-unchanged',

  // What applicants answer.
  'not-a-number',
  'too-small', // minimum
  'too-large', // maximum
  'date-invalid',
  'date-too-early', // minimum
  'date-too-late', // maximum
  'too-few', // minimum
  'duplicate',
  'pattern-mismatch',
  'country-unknown',
  'language-unknown',
  'consent-required',
  'terms-not-accepted',
  'answers-too-long',
  'authentication-code-wrong',
  'challenge-wrong',
  'challenge-over',

  // The site's form.
  'field-key-invalid', // maximum
  'field-key-reserved',
  'field-always-used',
  'field-always-required',
  'fields-missing', // allowed
  'limits-contradict',
  'pattern-invalid', // reason
  'pattern-too-complex',

  // Groups.
  'parent-itself',
  'parent-unknown',
  'parent-refused',
  'parent-circle',
  'parent-too-deep', // maximum

  // The site's settings.
  'url-invalid',
  'url-not-https',
  'url-with-credentials',
  'not-an-origin',
  'not-on-staff',
  'contact-address-invalid',
  'origin-invalid',
  'colour-invalid',
  'colour-contrast-too-low', // contrast, minimum, enough
  'image-kind-not-taken',
  'image-too-large', // maximum
  'domain-invalid',
  'domains-too-long', // maximum
  'challenge-unprepared',

  // Sign-up URLs.
  'authentication-code-unknown',
  'moment-invalid',
  'moment-passed',

  // The site's mail templates.
  'template-syntax', // line, column
  'template-construct-not-allowed', // line, column
  'template-variable-unknown', // line, column, allowed
  'template-variable-misplaced', // line, column
  'template-variable-missing', // name
  'template-too-complex',
  'html-malformed', // line, column
  'html-element-not-allowed', // line, column
  'html-attribute-not-allowed', // line, column
  'html-address-not-allowed', // line, column
  'html-style-not-allowed', // line, column
  'html-comment-not-allowed', // line, column
] as const;

export type FieldFaultCode = (typeof FIELD_FAULT_CODES)[number];

/** Numbers and names for the text. Never what the person typed: faults are logged and sent back. */
export type FieldFaultFacts = Readonly<Record<string, string | number>>;

export interface FieldFault {
  readonly code: FieldFaultCode;
  readonly facts?: FieldFaultFacts;
}

/** What a rule makes of a raw value: the value to keep, or why not. */
export type Checked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: FieldFault };

export function valid<T>(value: T): Checked<T> {
  return { ok: true, value };
}

export function refused(code: FieldFaultCode, facts?: FieldFaultFacts): Checked<never> {
  return { ok: false, fault: facts === undefined ? { code } : { code, facts } };
}
