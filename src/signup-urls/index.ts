export { Admission } from './admission';
export { type AuthenticationCode, CODE_LENGTH } from './domain/authentication-code';
export { type Entrance, Entrances } from './entrances';
export { LiveUrlsStore } from './live-urls.store';
export { SignupTallies } from './signup-tallies';
export { SignupTally } from './signup-tally.entity';
export { SignupUrl } from './signup-url.entity';
export { SignupUrlArchivingStore } from './signup-url-archiving.store';
export { SignupUrlsModule } from './signup-urls.module';
