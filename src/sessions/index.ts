export { accessTokenSeconds, MEMBER_SESSION, STAFF_SESSION } from './domain/session-life';
export { type RefreshToken, RefreshTokens } from './refresh-tokens';
export { SessionsModule } from './sessions.module';
