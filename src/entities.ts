import { Account, MemberSession } from './accounts';
import { Application, ApplicationHistory, Claim } from './applications';
import { DecisionJob, DecisionResult, DeclineReasons } from './approval';
import {
  ApiKey,
  Staff,
  StaffLink,
  StaffMembership,
  StaffPolicy,
  StaffRecoveryCode,
  StaffSecondFactor,
  StaffSession,
} from './auth';
import { SiteBranding, SiteLogo } from './branding';
import { BotProtection, UsedChallenge } from './bot-protection';
import { CleanupRun, Erasure } from './cleanup';
import { Group, GroupSync } from './groups';
import { IdempotentRequest } from './idempotency';
import { JobStanding } from './jobs';
import { Mail, MailTemplateVersion, SiteMailTemplate } from './mail';
import { TargetLimit } from './platform/rate-limits/target-limit.entity';
import { RegistrationFields, RegistrationTerms } from './registration-form';
import { RegistrationSettings } from './registration-settings';
import { RetentionSettings } from './retention';
import { SignupTally, SignupUrl } from './signup-urls';
import { SigningKey } from './signing-keys';
import { SiteHistoryEntry } from './site-history';
import { Site } from './sites';
import { StaffNotification } from './staff-notifications';

/** Every table of the service. */
export const ENTITIES = [
  Account,
  ApiKey,
  Application,
  ApplicationHistory,
  BotProtection,
  Claim,
  CleanupRun,
  DecisionJob,
  DecisionResult,
  DeclineReasons,
  Erasure,
  Group,
  GroupSync,
  IdempotentRequest,
  JobStanding,
  Mail,
  MailTemplateVersion,
  MemberSession,
  SiteMailTemplate,
  RegistrationFields,
  RegistrationSettings,
  RegistrationTerms,
  RetentionSettings,
  SigningKey,
  SignupTally,
  SignupUrl,
  Site,
  SiteBranding,
  SiteHistoryEntry,
  SiteLogo,
  Staff,
  StaffLink,
  StaffMembership,
  StaffNotification,
  StaffPolicy,
  StaffRecoveryCode,
  StaffSecondFactor,
  StaffSession,
  TargetLimit,
  UsedChallenge,
];
