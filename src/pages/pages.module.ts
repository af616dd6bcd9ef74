import { Module } from '@nestjs/common';
import { ActivationModule } from '../activation';
import { ActivatePageController } from './activate-page.controller';
import { RegistrationSettingsModule } from '../registration-settings';
import { SignupUrlsModule } from '../signup-urls';
import { SitesModule } from '../sites';
import { StaffNotificationsModule } from '../staff-notifications';
import { PageRenderer } from './page-renderer';
import { ReadInvitation } from './read-invitation';
import { SignupUrlPageController } from './signup-url-page.controller';
import { StylesheetController } from './stylesheet.controller';
import { UnsubscribePageController } from './unsubscribe-page.controller';

@Module({
  imports: [ActivationModule, RegistrationSettingsModule, SignupUrlsModule, SitesModule, StaffNotificationsModule],
  controllers: [ActivatePageController, SignupUrlPageController, StylesheetController, UnsubscribePageController],
  providers: [PageRenderer, ReadInvitation],
})
export class PagesModule {}
