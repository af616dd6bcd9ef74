import { type StaffAccess } from '../../platform/access/staff-access';
import { type StaffOnSite } from '../staff-on-site';

export class StaffResponse {
  /** @example '019a1f0e-5c3b-7c41-9d5e-0b7a52f1c0de' */
  id: string;

  /** What colleagues read beside a decision. */
  name: string;

  /** @example 'administrator@demo.example' */
  email: string;

  /** Everything the person is: `operator`, and the roles on sites. */
  roles: string[];

  /** Nothing but choosing a password is possible before: `PUT /v1/staff/me/password`. */
  mustChangePassword: boolean;

  /** Whether a code of an authenticator app is asked for at log-in. */
  secondFactor: boolean;

  static from(access: StaffAccess, { mustChangePassword, hasSecondFactor }: StaffOnSite): StaffResponse {
    const roles = [...new Set(access.roles)];
    return {
      id: access.staffId,
      name: access.name,
      email: access.email,
      roles,
      mustChangePassword,
      secondFactor: hasSecondFactor,
    };
  }
}
