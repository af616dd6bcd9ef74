import { Module } from '@nestjs/common';
import { AuthModule } from '../auth';
import { SitesModule } from '../sites';
import { ChoosePace } from './choose-pace.use-case';
import { NotificationChoiceReadModel } from './notification-choice.read-model';
import { NotificationsController } from './notifications.controller';
import { NotifiedStaff } from './notified-staff';
import { StaffNotificationStore } from './staff-notification.store';
import { Unsubscribe } from './unsubscribe.use-case';

@Module({
  imports: [AuthModule, SitesModule],
  controllers: [NotificationsController],
  providers: [ChoosePace, NotificationChoiceReadModel, NotifiedStaff, StaffNotificationStore, Unsubscribe],
  exports: [NotifiedStaff, Unsubscribe],
})
export class StaffNotificationsModule {}
