export { checkSubmission, isStale } from './domain/check-submission';
export { type FormField } from './domain/form-field';
export {
  type AnswerValue,
  type CheckedSubmission,
  type RegistrationForm,
  type SubmissionInput,
} from './domain/registration-form';
export { type ShownAnswer, shownAnswers } from './domain/shown-answers';
export { AcceptedTermsRequest, SubmissionRequest } from './dto/submission.request';
export { RegistrationFields } from './registration-fields.entity';
export { FormChanged } from './registration-form.errors';
export { RegistrationFormModule } from './registration-form.module';
export { RegistrationForms } from './registration-forms';
export { RegistrationTerms } from './registration-terms.entity';
