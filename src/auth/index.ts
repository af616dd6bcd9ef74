export { AuthModule } from './auth.module';
export { CreateStaff, type NewStaff } from './create-staff.use-case';
export { StaffMembership, type SiteRole } from './staff-membership.entity';
export { Staff } from './staff.entity';
export { SetStaffPassword } from './passwords/set-staff-password.use-case';
export { StaffLink } from './passwords/staff-link.entity';
export { STAFF_PASSWORD_MINIMUM } from './passwords/staff-password';
export { StaffSession } from './sessions/staff-session.entity';
export { nameOfStaff, StaffStore } from './staff.store';
