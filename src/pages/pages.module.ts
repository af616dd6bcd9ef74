import { Module } from '@nestjs/common';
import { AuthModule } from '../auth';
import { ActivationModule } from '../activation';
import { ActivatePageController } from './activate-page.controller';
import { RegistrationSettingsModule } from '../registration-settings';
import { SignupUrlsModule } from '../signup-urls';
import { SitesModule } from '../sites';
import { PageRenderer } from './page-renderer';
import { ReadInvitation } from './read-invitation';
import { SetPasswordPageController } from './set-password-page.controller';
import { SignupUrlPageController } from './signup-url-page.controller';
import { StylesheetController } from './stylesheet.controller';

@Module({
  imports: [ActivationModule, AuthModule, RegistrationSettingsModule, SignupUrlsModule, SitesModule],
  controllers: [ActivatePageController, SetPasswordPageController, SignupUrlPageController, StylesheetController],
  providers: [PageRenderer, ReadInvitation],
})
export class PagesModule {}
