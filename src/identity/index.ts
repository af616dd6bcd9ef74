export { checkDomain, domainAndAbove } from './domain-name';
export { checkEmailAddress, EMAIL_LENGTH, type EmailAddress, emailDomainKey } from './email-address';
export { checkLoginId, LOGIN_ID_LENGTH, type LoginId } from './login-id';
export { PASSWORD_LENGTH, checkPassword } from './password-policy';
export {
  AFFILIATION_LENGTH,
  checkAffiliation,
  checkDisplayName,
  checkName,
  DISPLAY_NAME_LENGTH,
  NAME_LENGTH,
} from './person-name';
export { checkLine, checkLines, type TextLength } from './plain-text';
export { searchKey } from './search-key';
export { checkTimeZone } from './time-zone';
export { findUnseenCharacters } from './unseen-characters';
export { checkWebAddress, isThisMachine, LONGEST_WEB_ADDRESS } from './web-address';
