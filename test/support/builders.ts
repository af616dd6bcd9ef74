import { uniqueText } from './environment';

/** What a person types into the form. */
export interface ApplicantForm {
  name: string;
  loginId: string;
  email: string;
  password: string;
  /** The key of the sign-up URL. */
  signupUrl?: string;
  authenticationCode?: string;
}

export interface StaffCredentials {
  email: string;
  password: string;
}

/** A person who applies. Everything not said is valid and unlike anybody else's. */
export function anApplicant(said: Partial<ApplicantForm> = {}): ApplicantForm {
  const unique = uniqueText();
  return {
    name: 'Hana Lindqvist',
    loginId: `learner-${unique}`,
    email: `learner.${unique}@school.example`,
    password: aPassword(),
    ...said,
  };
}

export const aPassword = (): string => `quiet-${uniqueText()}-Lantern-${uniqueText()}`;

export const aStaffMember = (said: Partial<StaffCredentials> = {}): StaffCredentials => ({
  email: `staff.${uniqueText()}@academy.example`,
  password: aPassword(),
  ...said,
});

export const aSlug = (): string => `academy-${uniqueText()}`;
