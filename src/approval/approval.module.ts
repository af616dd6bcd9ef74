import { Module } from '@nestjs/common';
import { ApplicationsModule } from '../applications';
import { SitesModule } from '../sites';
import { ApprovalController } from './approval.controller';
import { ApproveApplication } from './approve-application.use-case';
import { DeclineApplication } from './decline-application.use-case';

@Module({
  imports: [ApplicationsModule, SitesModule],
  controllers: [ApprovalController],
  providers: [ApproveApplication, DeclineApplication],
})
export class ApprovalModule {}
