import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts';
import { AuthModule } from '../auth';
import { MailModule } from '../mail';
import { RegistrationSettingsModule } from '../registration-settings';
import { ApplicantMails } from './applicant-mails';
import { ApplicationController } from './application.controller';
import { ApplicationReadModel } from './application.read-model';
import { ApplicationStore } from './application.store';
import { ApplyController } from './apply.controller';
import { ClaimStore } from './claim.store';
import { MoveApplication } from './move-application';
import { SubmitApplication } from './submit-application.use-case';

@Module({
  imports: [AccountsModule, AuthModule, MailModule, RegistrationSettingsModule],
  controllers: [ApplicationController, ApplyController],
  providers: [ApplicantMails, ApplicationReadModel, ApplicationStore, ClaimStore, MoveApplication, SubmitApplication],
  exports: [ApplicantMails, ApplicationReadModel, ApplicationStore, ClaimStore, MoveApplication],
})
export class ApplicationsModule {}
