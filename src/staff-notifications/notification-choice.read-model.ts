import { Injectable } from '@nestjs/common';
import { type SiteAccess } from '../platform/access/staff-access';
import { type Pace } from './domain/pace';
import { StaffNotificationStore } from './staff-notification.store';

/** What somebody asks about their own notifications. */
@Injectable()
export class NotificationChoiceReadModel {
  constructor(private readonly choices: StaffNotificationStore) {}

  mine({ siteId, staffId }: SiteAccess): Promise<Pace> {
    return this.choices.paceOf(siteId, staffId);
  }
}
