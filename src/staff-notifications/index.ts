export { type NotifiedBatch, NotifiedStaff } from './notified-staff';
export { StaffNotification } from './staff-notification.entity';
export { StaffNotificationStore } from './staff-notification.store';
export { StaffNotificationsModule } from './staff-notifications.module';
export { Unsubscribe } from './unsubscribe.use-case';
