import { Module } from '@nestjs/common';
import { AuthModule } from '../auth';
import { ActivationModule } from '../activation';
import { ActivatePageController } from './activate-page.controller';
import { RegistrationSettingsModule } from '../registration-settings';
import { SignupUrlsModule } from '../signup-urls';
import { SitesModule } from '../sites';
import { StaffNotificationsModule } from '../staff-notifications';
import { PageRenderer } from './page-renderer';
import { ReadInvitation } from './read-invitation';
import { SetPasswordPageController } from './set-password-page.controller';
import { SignupUrlPageController } from './signup-url-page.controller';
import { StylesheetController } from './stylesheet.controller';
import { UnsubscribePageController } from './unsubscribe-page.controller';

@Module({
  imports: [ActivationModule, AuthModule, RegistrationSettingsModule, SignupUrlsModule, SitesModule, StaffNotificationsModule],
  controllers: [
    ActivatePageController,
    SetPasswordPageController,
    SignupUrlPageController,
    StylesheetController,
    UnsubscribePageController,
  ],
  providers: [PageRenderer, ReadInvitation],
})
export class PagesModule {}
