import { type StaffAccess } from '../../platform/access/staff-access';

export class StaffResponse {
  /** @example '019a1f0e-5c3b-7c41-9d5e-0b7a52f1c0de' */
  id: string;

  /** What colleagues read beside a decision. */
  name: string;

  /** @example 'administrator@demo.example' */
  email: string;

  /** Everything the person is: `operator`, and the roles on sites. */
  roles: string[];

  static from(access: StaffAccess): StaffResponse {
    return { id: access.staffId, name: access.name, email: access.email, roles: [...new Set(access.roles)] };
  }
}
