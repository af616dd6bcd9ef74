import { Module } from '@nestjs/common';
import { SiteHistoryModule } from '../site-history';
import { BrandingController } from './branding.controller';
import { BrandingReader } from './branding-reader';
import { BrandingReadModel } from './branding.read-model';
import { ChangeBranding } from './change-branding.use-case';
import { LogoController } from './logo.controller';
import { LogoReadModel } from './logo.read-model';
import { ReplaceLogo } from './replace-logo.use-case';
import { SaveBranding } from './save-branding';
import { SiteBrandingStore } from './site-branding.store';

@Module({
  imports: [SiteHistoryModule],
  controllers: [BrandingController, LogoController],
  providers: [BrandingReader, BrandingReadModel, ChangeBranding, LogoReadModel, ReplaceLogo, SaveBranding, SiteBrandingStore],
  exports: [BrandingReader, ChangeBranding],
})
export class BrandingModule {}
