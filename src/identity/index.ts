export { checkEmailAddress, type EmailAddress } from './email-address';
export { checkLoginId, type LoginId } from './login-id';
export { PASSWORD_LENGTH, checkPassword } from './password-policy';
export { checkName } from './person-name';
