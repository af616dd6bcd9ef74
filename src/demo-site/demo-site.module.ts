import { Module } from '@nestjs/common';
import { AuthModule } from '../auth';
import { BrandingModule } from '../branding';
import { RegistrationSettingsModule } from '../registration-settings';
import { SitesModule } from '../sites';
import { CreateDemoSite } from './create-demo-site';

@Module({ imports: [AuthModule, BrandingModule, RegistrationSettingsModule, SitesModule], providers: [CreateDemoSite] })
export class DemoSiteModule {}
