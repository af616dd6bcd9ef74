export { type AuthenticationCode, comparableCode } from './domain/authentication-code';
export { isLive } from './domain/signup-url-life';
export { RetireEndedUrls } from './retire-ended-urls';
export { SignupTally } from './signup-tally.entity';
export { SignupUrlAddresses } from './signup-url-addresses';
export { SignupUrl } from './signup-url.entity';
export { SignupUrlStore } from './signup-url.store';
export { SignupUrlsModule } from './signup-urls.module';
