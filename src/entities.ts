import { Account } from './accounts';
import { Application, ApplicationHistory, Claim } from './applications';
import { Staff, StaffMembership } from './auth';
import { IdempotentRequest } from './idempotency';
import { Mail } from './mail';
import { TargetLimit } from './platform/rate-limits/target-limit.entity';
import { RegistrationFields, RegistrationTerms } from './registration-form';
import { RegistrationSettings } from './registration-settings';
import { SigningKey } from './signing-keys';
import { SiteHistoryEntry } from './site-history';
import { Site } from './sites';

/** Every table of the service. */
export const ENTITIES = [
  Account,
  Application,
  ApplicationHistory,
  Claim,
  IdempotentRequest,
  Mail,
  RegistrationFields,
  RegistrationSettings,
  RegistrationTerms,
  SigningKey,
  Site,
  SiteHistoryEntry,
  Staff,
  StaffMembership,
  TargetLimit,
];
