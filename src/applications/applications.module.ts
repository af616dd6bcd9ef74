import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts';
import { AuthModule } from '../auth';
import { BotProtectionModule } from '../bot-protection';
import { GroupsModule } from '../groups';
import { IdempotencyModule } from '../idempotency';
import { MailModule } from '../mail';
import { RegistrationFormModule } from '../registration-form';
import { RegistrationSettingsModule } from '../registration-settings';
import { SignupUrlsModule } from '../signup-urls';
import { SiteHistoryModule } from '../site-history';
import { SitesModule } from '../sites';
import { ApplicantMails } from './applicant-mails';
import { ApplicationDetailsReadModel } from './application-details.read-model';
import { ApplicationExport } from './application-export';
import { ApplicationExportController } from './application-export.controller';
import { ApplicationController } from './application.controller';
import { ApplicationMailFacts } from './application-mail-facts';
import { ApplicationMetrics } from './application-metrics';
import { ApplicationReadModel } from './application.read-model';
import { ApplicationSearch } from './application-search';
import { ApplicationStore } from './application.store';
import { ApplicationTickets } from './application-tickets';
import { ApplyController } from './apply.controller';
import { ArrivalsReadModel } from './arrivals.read-model';
import { ClaimStore } from './claim.store';
import { ClientNetworks } from './client-networks';
import { ForgetDeclined } from './forget-declined';
import { MoveApplication } from './move-application';
import { PlaceApplication } from './place-application';
import { PreviewApplication } from './preview-application.use-case';
import { PurgeApplicationHistory } from './purge-application-history';
import { ReadSubmission } from './read-submission';
import { RelatedApplicationsReadModel } from './related-applications';
import { SubmitApplication } from './submit-application.use-case';
import { UnactivatedApplications } from './unactivated-applications';
import { WaitingApplicationReadModel } from './waiting-application.read-model';

@Module({
  imports: [
    AccountsModule,
    AuthModule,
    BotProtectionModule,
    GroupsModule,
    IdempotencyModule,
    MailModule,
    RegistrationFormModule,
    RegistrationSettingsModule,
    SignupUrlsModule,
    SiteHistoryModule,
    SitesModule,
  ],
  controllers: [ApplicationController, ApplicationExportController, ApplyController],
  providers: [
    ApplicantMails,
    ApplicationDetailsReadModel,
    ApplicationExport,
    ApplicationMailFacts,
    ApplicationMetrics,
    ApplicationReadModel,
    ApplicationSearch,
    ApplicationStore,
    ApplicationTickets,
    ArrivalsReadModel,
    ClaimStore,
    ClientNetworks,
    ForgetDeclined,
    MoveApplication,
    PlaceApplication,
    PreviewApplication,
    PurgeApplicationHistory,
    ReadSubmission,
    RelatedApplicationsReadModel,
    SubmitApplication,
    UnactivatedApplications,
    WaitingApplicationReadModel,
  ],
  exports: [
    ApplicantMails,
    ApplicationDetailsReadModel,
    ApplicationExport,
    ApplicationReadModel,
    ApplicationSearch,
    ApplicationStore,
    ApplicationTickets,
    ArrivalsReadModel,
    ClaimStore,
    ForgetDeclined,
    MoveApplication,
    PreviewApplication,
    SubmitApplication,
    UnactivatedApplications,
    PurgeApplicationHistory,
    WaitingApplicationReadModel,
  ],
})
export class ApplicationsModule {}
