import { Module } from '@nestjs/common';
import { ActivationModule } from '../activation';
import { ApplicationsModule } from '../applications';
import { MailModule } from '../mail';
import { RegistrationSettingsModule } from '../registration-settings';
import { SitesModule } from '../sites';
import { MailDeskController } from './mail-desk.controller';
import { MailDeskReadModel } from './mail-desk.read-model';
import { ResendMail } from './resend-mail.use-case';

@Module({
  imports: [ActivationModule, ApplicationsModule, MailModule, RegistrationSettingsModule, SitesModule],
  controllers: [MailDeskController],
  providers: [MailDeskReadModel, ResendMail],
})
export class MailDeskModule {}
