export { type AuthenticationCode } from './domain/authentication-code';
export { SignupTally } from './signup-tally.entity';
export { SignupUrl } from './signup-url.entity';
export { SignupUrlArchivingStore } from './signup-url-archiving.store';
export { SignupUrlStore } from './signup-url.store';
export { SignupUrlsModule } from './signup-urls.module';
