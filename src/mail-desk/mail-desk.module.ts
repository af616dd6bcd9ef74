import { Module } from '@nestjs/common';
import { ActivationModule } from '../activation';
import { ApplicationsModule } from '../applications';
import { MailModule } from '../mail';
import { RegistrationSettingsModule } from '../registration-settings';
import { SiteHistoryModule } from '../site-history';
import { SitesModule } from '../sites';
import { MailDeskController } from './mail-desk.controller';
import { MailDeskReadModel } from './mail-desk.read-model';
import { ResendMail } from './resend-mail.use-case';

@Module({
  imports: [ActivationModule, ApplicationsModule, MailModule, RegistrationSettingsModule, SiteHistoryModule, SitesModule],
  controllers: [MailDeskController],
  providers: [MailDeskReadModel, ResendMail],
})
export class MailDeskModule {}
