import { Module } from '@nestjs/common';
import { ApplicationsModule } from '../applications';
import { AuthModule } from '../auth';
import { BotProtectionModule } from '../bot-protection';
import { MailModule } from '../mail';
import { RegistrationSettingsModule } from '../registration-settings';
import { SiteHistoryModule } from '../site-history';
import { SitesModule } from '../sites';
import { StaffNotificationsModule } from '../staff-notifications';
import { ActivateApplication } from './activate-application.use-case';
import { ActivationLink } from './activation-link';
import { ActivationProof } from './activation-proof';
import { ActivationController } from './activation.controller';
import { DisownApplication } from './disown-application.use-case';
import { LookAtLink } from './look-at-link.use-case';
import { LookByTicket } from './look-by-ticket.use-case';
import { NewActivationLink } from './new-activation-link';
import { ResendActivation } from './resend-activation.use-case';
import { ResendByLink } from './resend-by-link.use-case';
import { ResendToAddress } from './resend-to-address.use-case';
import { ResendController } from './resend.controller';
import { ReviewerMails } from './reviewer-mails';
import { TicketController } from './ticket.controller';

@Module({
  imports: [
    ApplicationsModule,
    AuthModule,
    BotProtectionModule,
    MailModule,
    RegistrationSettingsModule,
    SiteHistoryModule,
    SitesModule,
    StaffNotificationsModule,
  ],
  controllers: [ActivationController, ResendController, TicketController],
  providers: [
    ActivateApplication,
    ActivationLink,
    ActivationProof,
    DisownApplication,
    LookAtLink,
    LookByTicket,
    NewActivationLink,
    ResendActivation,
    ResendByLink,
    ResendToAddress,
    ReviewerMails,
  ],
  exports: [ActivateApplication, DisownApplication, LookAtLink, LookByTicket, NewActivationLink, ResendByLink, ResendToAddress],
})
export class ActivationModule {}
