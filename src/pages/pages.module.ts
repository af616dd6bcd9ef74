import { Module } from '@nestjs/common';
import { ActivationModule } from '../activation';
import { ApplicationsModule } from '../applications';
import { AuthModule } from '../auth';
import { BrandingModule } from '../branding';
import { RegistrationFormModule } from '../registration-form';
import { RegistrationSettingsModule } from '../registration-settings';
import { SignupUrlsModule } from '../signup-urls';
import { SitesModule } from '../sites';
import { StaffNotificationsModule } from '../staff-notifications';
import { ActivatePageController } from './activate/activate-page.controller';
import { Assets } from './shared/assets';
import { AssetsController } from './shared/assets.controller';
import { OwnForms } from './shared/own-forms';
import { PageCookies } from './shared/page-cookies';
import { PageLanguage } from './shared/page-language';
import { PageRenderer } from './shared/page-renderer';
import { PageSites } from './shared/page-site';
import { PagesForProblems } from './shared/pages-for-problems';
import { SealedEntries } from './shared/sealed-entries';
import { UnsentEntries } from './sign-up/entries';
import { KeptEntries } from './sign-up/kept-entries';
import { NextPages } from './sign-up/next-page';
import { SendApplication } from './sign-up/send-application';
import { SentMail } from './sign-up/sent-mail';
import { SentPageController } from './sign-up/sent-page.controller';
import { SignUpController } from './sign-up/sign-up.controller';
import { SignUpEntrances } from './sign-up/sign-up-entrance';
import { SignUpPages } from './sign-up/sign-up-pages';
import { SetPasswordPageController } from './staff/set-password-page.controller';
import { UnsubscribePageController } from './staff/unsubscribe-page.controller';
import { StatusPageController } from './status/status-page.controller';

@Module({
  imports: [
    ActivationModule,
    ApplicationsModule,
    AuthModule,
    BrandingModule,
    RegistrationFormModule,
    RegistrationSettingsModule,
    SignupUrlsModule,
    SitesModule,
    StaffNotificationsModule,
  ],
  controllers: [
    ActivatePageController,
    AssetsController,
    SentPageController,
    SetPasswordPageController,
    SignUpController,
    StatusPageController,
    UnsubscribePageController,
  ],
  providers: [
    Assets,
    KeptEntries,
    NextPages,
    OwnForms,
    PageCookies,
    PageLanguage,
    PageRenderer,
    PageSites,
    PagesForProblems,
    SealedEntries,
    SendApplication,
    SentMail,
    SignUpEntrances,
    SignUpPages,
    UnsentEntries,
  ],
})
export class PagesModule {}
