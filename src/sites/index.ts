export { CreateSite } from './create-site.use-case';
export { CreateSiteRequest, UpdateSiteRequest } from './dto/site.request';
export { Site } from './site.entity';
export { SiteStore } from './site.store';
export { SitesModule } from './sites.module';
export { UpdateSite } from './update-site.use-case';
