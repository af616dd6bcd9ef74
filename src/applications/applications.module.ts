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
import { ApplicationReadModel } from './application.read-model';
import { ApplicationSearch } from './application-search';
import { ApplicationStore } from './application.store';
import { ApplicationTickets } from './application-tickets';
import { ApplyController } from './apply.controller';
import { ClaimStore } from './claim.store';
import { MoveApplication } from './move-application';
import { PlaceApplication } from './place-application';
import { PreviewApplication } from './preview-application.use-case';
import { ReadSubmission } from './read-submission';
import { SubmitApplication } from './submit-application.use-case';
import { WaitingApplicationReadModel } from './waiting-application.read-model';

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
    ApplicationReadModel,
    ApplicationSearch,
    ApplicationStore,
    ApplicationTickets,
    ClaimStore,
    MoveApplication,
    PlaceApplication,
    PreviewApplication,
    ReadSubmission,
    SubmitApplication,
    WaitingApplicationReadModel,
  ],
  exports: [
    ApplicantMails,
    ApplicationReadModel,
    ApplicationSearch,
    ApplicationStore,
    ApplicationTickets,
    ClaimStore,
    MoveApplication,
    WaitingApplicationReadModel,
  ],
})
export class ApplicationsModule {}
