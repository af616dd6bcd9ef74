import { Module } from '@nestjs/common';
import { ApplicationsModule } from '../applications';
import { JobsModule } from '../jobs';
import { MailModule } from '../mail';
import { RegistrationSettingsModule } from '../registration-settings';
import { SitesModule } from '../sites';
import { StaffNotificationsModule } from '../staff-notifications';
import { SendDigestsJob } from './send-digests.job';
import { WriteDigests } from './write-digests';

@Module({
  imports: [ApplicationsModule, JobsModule, MailModule, RegistrationSettingsModule, SitesModule, StaffNotificationsModule],
  providers: [SendDigestsJob, WriteDigests],
})
export class DigestsModule {}
