import { Module } from '@nestjs/common';
import { ApplicationsModule } from '../applications';
import { AuthModule } from '../auth';
import { MailModule } from '../mail';
import { RegistrationSettingsModule } from '../registration-settings';
import { SitesModule } from '../sites';
import { ActivateApplication } from './activate-application.use-case';
import { ActivationLink } from './activation-link';
import { ActivationController } from './activation.controller';
import { LookAtLink } from './look-at-link.use-case';
import { ReviewerMails } from './reviewer-mails';

@Module({
  imports: [ApplicationsModule, AuthModule, MailModule, RegistrationSettingsModule, SitesModule],
  controllers: [ActivationController],
  providers: [ActivateApplication, ActivationLink, LookAtLink, ReviewerMails],
  exports: [ActivateApplication, LookAtLink],
})
export class ActivationModule {}
