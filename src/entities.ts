import { Account } from './accounts';
import { Application, ApplicationHistory, Claim } from './applications';
import { Staff, StaffMembership } from './auth';
import { Mail } from './mail';
import { RegistrationSettings } from './registration-settings';
import { SigningKey } from './signing-keys';
import { Site } from './sites';

/** Every table of the service. */
export const ENTITIES = [
  Account,
  Application,
  ApplicationHistory,
  Claim,
  Mail,
  RegistrationSettings,
  SigningKey,
  Site,
  Staff,
  StaffMembership,
];
