export { AuthModule } from './auth.module';
export { CreateStaff, type NewStaff } from './create-staff.use-case';
export { StaffMembership, type SiteRole } from './staff-membership.entity';
export { Staff } from './staff.entity';
export { StaffSession } from './sessions/staff-session.entity';
export { nameOfStaff, StaffStore } from './staff.store';
