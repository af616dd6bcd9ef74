import { Module } from '@nestjs/common';
import { ApplicationsModule } from '../applications';
import { JobsModule } from '../jobs';
import { RegistrationSettingsModule } from '../registration-settings';
import { SitesModule } from '../sites';
import { RemindApplicants } from './remind-applicants';
import { SendActivationRemindersJob } from './send-activation-reminders.job';

@Module({
  imports: [ApplicationsModule, JobsModule, RegistrationSettingsModule, SitesModule],
  providers: [RemindApplicants, SendActivationRemindersJob],
})
export class RemindersModule {}
