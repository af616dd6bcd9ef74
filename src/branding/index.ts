export { BrandingModule } from './branding.module';
export { BrandingReader, type BrandingView } from './branding-reader';
export { PAGE_BACKGROUNDS } from './domain/accent-colour';
export { SiteBranding } from './site-branding.entity';
export { SiteLogo } from './site-logo.entity';
