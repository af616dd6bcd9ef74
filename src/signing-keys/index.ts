export { AccessTokens, type AccessToken } from './access-tokens';
export { RotateSigningKeys, type Rotation } from './rotate-signing-keys.use-case';
export { SigningKey } from './signing-key.entity';
export { SigningKeysModule } from './signing-keys.module';
