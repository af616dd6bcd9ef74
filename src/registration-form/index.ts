export { ChangeRegistrationFields } from './change-registration-fields.use-case';
export { ChangeTerms } from './change-terms.use-case';
export { checkSubmission, isStale } from './domain/check-submission';
export { type FormChallenge, HONEYPOT, isUntouched } from './domain/form-challenge';
export { type FormField } from './domain/form-field';
export { type FieldHint } from './domain/form-hints';
export {
  type AnswerValue,
  type CheckedSubmission,
  type RegistrationForm,
  type SubmissionInput,
} from './domain/registration-form';
export { type ShownAnswer } from './domain/shown-answers';
export { SubmissionRequest } from './dto/submission.request';
export { type FormView } from './form-view';
export { ReadRegistrationForm } from './read-registration-form.use-case';
export { RegistrationFields } from './registration-fields.entity';
export { RegistrationFieldsReadModel } from './registration-fields.read-model';
export { RegistrationFormModule } from './registration-form.module';
export { RegistrationForms } from './registration-forms';
export { RegistrationTerms } from './registration-terms.entity';
