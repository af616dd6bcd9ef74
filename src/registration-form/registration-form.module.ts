import { Module } from '@nestjs/common';
import { BotProtectionModule } from '../bot-protection';
import { MailModule } from '../mail';
import { RegistrationSettingsModule } from '../registration-settings';
import { SignupUrlsModule } from '../signup-urls';
import { SiteHistoryModule } from '../site-history';
import { SitesModule } from '../sites';
import { ChangeRegistrationFields } from './change-registration-fields.use-case';
import { ChangeTerms } from './change-terms.use-case';
import { FormViews } from './form-view';
import { ReadRegistrationForm } from './read-registration-form.use-case';
import { RegistrationFieldsController } from './registration-fields.controller';
import { RegistrationFieldsReadModel } from './registration-fields.read-model';
import { RegistrationFieldsStore } from './registration-fields.store';
import { RegistrationFormController } from './registration-form.controller';
import { RegistrationForms } from './registration-forms';
import { RegistrationTermsStore } from './registration-terms.store';
import { TermsController } from './terms.controller';

@Module({
  imports: [BotProtectionModule, MailModule, RegistrationSettingsModule, SignupUrlsModule, SiteHistoryModule, SitesModule],
  controllers: [RegistrationFieldsController, RegistrationFormController, TermsController],
  providers: [
    ChangeRegistrationFields,
    ChangeTerms,
    FormViews,
    ReadRegistrationForm,
    RegistrationFieldsReadModel,
    RegistrationFieldsStore,
    RegistrationForms,
    RegistrationTermsStore,
  ],
  exports: [ReadRegistrationForm, RegistrationForms],
})
export class RegistrationFormModule {}
