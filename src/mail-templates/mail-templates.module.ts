import { Module } from '@nestjs/common';
import { MailModule } from '../mail';
import { RegistrationFormModule } from '../registration-form';
import { RegistrationSettingsModule } from '../registration-settings';
import { SiteHistoryModule } from '../site-history';
import { SitesModule } from '../sites';
import { MailTemplatesController } from './mail-templates.controller';
import { MailTemplatesReadModel } from './mail-templates.read-model';
import { SampleMails } from './sample-mails';
import { SaveMailTemplate } from './save-mail-template.use-case';
import { SiteVariables } from './site-variables';
import { TryMailTemplate } from './try-mail-template.use-case';

@Module({
  imports: [MailModule, RegistrationFormModule, RegistrationSettingsModule, SiteHistoryModule, SitesModule],
  controllers: [MailTemplatesController],
  providers: [MailTemplatesReadModel, SampleMails, SaveMailTemplate, SiteVariables, TryMailTemplate],
})
export class MailTemplatesModule {}
