import { checkEmailAddress, checkLoginId, checkName, checkPassword, type EmailAddress, type LoginId } from '../../identity';
import { type FieldError, ValidationFailed } from '../../platform/problem/validation-failed';

/** The form as the applicant filled it in. */
export interface ApplicantForm {
  readonly name: string;
  readonly loginId: string;
  readonly email: string;
  readonly password: string;
}

/** Who applies, after all rules have been met. */
export interface Applicant {
  readonly name: string;
  readonly loginId: LoginId;
  readonly email: EmailAddress;
  /** NFKC, ready to be hashed. */
  readonly password: string;
}

/** The applicant in `form`; throws `validation-failed` that names every field that cannot be accepted. */
export function ensureApplicant(form: ApplicantForm, rules: { readonly passwordMinimum: number }): Applicant {
  const name = checkName(form.name);
  const loginId = checkLoginId(form.loginId);
  const email = checkEmailAddress(form.email);
  const password = checkPassword(form.password, { ...form, minLength: rules.passwordMinimum });
  if (name.ok && loginId.ok && email.ok && password.ok) {
    return { name: name.value, loginId: loginId.value, email: email.value, password: password.value };
  }
  const errors: FieldError[] = Object.entries({ name, loginId, email, password }).flatMap(([field, checked]) =>
    checked.ok ? [] : [{ pointer: `#/${field}`, fault: checked.fault }],
  );
  throw new ValidationFailed(errors);
}
