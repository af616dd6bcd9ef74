export { BrandingModule } from './branding.module';
export { BrandingReadModel } from './branding.read-model';
export { ChangeBranding } from './change-branding.use-case';
export { BrandingReader, type BrandingView } from './branding-reader';
export { type Accent, accentOf, checkAccentColour } from './domain/accent-colour';
export { LogoReadModel } from './logo.read-model';
export { ReplaceLogo } from './replace-logo.use-case';
export { SiteBranding } from './site-branding.entity';
export { SiteLogo } from './site-logo.entity';
