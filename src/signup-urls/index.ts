export { Admission } from './admission';
export { type AuthenticationCode, CODE_LENGTH } from './domain/authentication-code';
export { type Entrance, Entrances } from './entrances';
export { RetireEndedUrls } from './retire-ended-urls';
export { SignupTallies } from './signup-tallies';
export { SignupTally } from './signup-tally.entity';
export { SignupUrlAddresses } from './signup-url-addresses';
export { SignupUrl } from './signup-url.entity';
export { SignupUrlsModule } from './signup-urls.module';
