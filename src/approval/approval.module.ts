import { Module } from '@nestjs/common';
import { ApplicationsModule } from '../applications';
import { RegistrationSettingsModule } from '../registration-settings';
import { SitesModule } from '../sites';
import { ApprovalController } from './approval.controller';
import { ApproveApplication } from './approve-application.use-case';
import { DeclineApplication } from './decline-application.use-case';

@Module({
  imports: [ApplicationsModule, RegistrationSettingsModule, SitesModule],
  controllers: [ApprovalController],
  providers: [ApproveApplication, DeclineApplication],
})
export class ApprovalModule {}
