export { BrandingModule } from './branding.module';
export { ChangeBranding } from './change-branding.use-case';
export { BrandingReader, type BrandingView } from './branding-reader';
export { type Accent, accentOf, checkAccentColour } from './domain/accent-colour';
export { SiteBranding } from './site-branding.entity';
export { SiteLogo } from './site-logo.entity';
