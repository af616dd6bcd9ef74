export { AccessTokens, type AccessToken } from './access-tokens';
export { SigningKey } from './signing-key.entity';
export { SigningKeysModule } from './signing-keys.module';
