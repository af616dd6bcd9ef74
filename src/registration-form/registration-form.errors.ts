import { DomainError } from '../platform/problem/domain-error';
import { type RegistrationFormResponse } from './dto/registration-form.response';

/** The applicant filled in a form that has changed meanwhile; the present one comes along as `form`. */
export class FormChanged extends DomainError {
  constructor(form: RegistrationFormResponse) {
    super(
      'form-changed',
      'The form has changed since it was shown. Show the present one, `form`, and ask for what is new.',
      {},
      { form },
    );
  }
}

export class FieldInUse extends DomainError {
  constructor(field: string, template: string) {
    super('field-in-use', `The mail template “${template}” uses the field “${field}”. Take it out there first.`, {
      field,
      template,
    });
  }
}
