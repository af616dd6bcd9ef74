import { Module } from '@nestjs/common';
import { SiteHistoryModule } from '../site-history';
import { CreateSite } from './create-site.use-case';
import { SiteController } from './site.controller';
import { SiteReadModel } from './site.read-model';
import { SiteStore } from './site.store';
import { UpdateSite } from './update-site.use-case';

@Module({
  imports: [SiteHistoryModule],
  controllers: [SiteController],
  providers: [CreateSite, SiteReadModel, SiteStore, UpdateSite],
  exports: [CreateSite, SiteStore],
})
export class SitesModule {}
