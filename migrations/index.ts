import { CreateSites1764000000000 } from './1764000000000-create-sites';
import { CreateRegistrationSettings1764000001000 } from './1764000001000-create-registration-settings';
import { CreateStaff1764000002000 } from './1764000002000-create-staff';
import { CreateStaffMemberships1764000003000 } from './1764000003000-create-staff-memberships';
import { CreateSigningKeys1764000004000 } from './1764000004000-create-signing-keys';
import { CreateApplications1764000005000 } from './1764000005000-create-applications';
import { CreateClaims1764000006000 } from './1764000006000-create-claims';
import { CreateApplicationHistory1764000007000 } from './1764000007000-create-application-history';
import { CreateAccounts1764000008000 } from './1764000008000-create-accounts';
import { CreateMails1764000009000 } from './1764000009000-create-mails';

/** Every migration, oldest first. A merged one is never edited. */
export const MIGRATIONS = [
  CreateSites1764000000000,
  CreateRegistrationSettings1764000001000,
  CreateStaff1764000002000,
  CreateStaffMemberships1764000003000,
  CreateSigningKeys1764000004000,
  CreateApplications1764000005000,
  CreateClaims1764000006000,
  CreateApplicationHistory1764000007000,
  CreateAccounts1764000008000,
  CreateMails1764000009000,
];
