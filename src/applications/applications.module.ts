import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts';
import { AuthModule } from '../auth';
import { IdempotencyModule } from '../idempotency';
import { MailModule } from '../mail';
import { RegistrationFormModule } from '../registration-form';
import { RegistrationSettingsModule } from '../registration-settings';
import { SignupUrlsModule } from '../signup-urls';
import { SitesModule } from '../sites';
import { ApplicantMails } from './applicant-mails';
import { ApplicationController } from './application.controller';
import { ApplicationMailFacts } from './application-mail-facts';
import { ApplicationReadModel } from './application.read-model';
import { ApplicationStore } from './application.store';
import { ApplicationTickets } from './application-tickets';
import { ApplyController } from './apply.controller';
import { ClaimStore } from './claim.store';
import { MoveApplication } from './move-application';
import { PlaceApplication } from './place-application';
import { PreviewApplication } from './preview-application.use-case';
import { ReadSubmission } from './read-submission';
import { SubmitApplication } from './submit-application.use-case';

@Module({
  imports: [
    AccountsModule,
    AuthModule,
    IdempotencyModule,
    MailModule,
    RegistrationFormModule,
    RegistrationSettingsModule,
    SignupUrlsModule,
    SitesModule,
  ],
  controllers: [ApplicationController, ApplyController],
  providers: [
    ApplicantMails,
    ApplicationMailFacts,
    ApplicationReadModel,
    ApplicationStore,
    ApplicationTickets,
    ClaimStore,
    MoveApplication,
    PlaceApplication,
    PreviewApplication,
    ReadSubmission,
    SubmitApplication,
  ],
  exports: [ApplicantMails, ApplicationReadModel, ApplicationStore, ApplicationTickets, ClaimStore, MoveApplication],
})
export class ApplicationsModule {}
