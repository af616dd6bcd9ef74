import { Module } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import { AccessTokens } from './access-tokens';
import { JwksController } from './jwks.controller';
import { RotateSigningKeys } from './rotate-signing-keys.use-case';
import { SigningKeys } from './signing-keys';

@Module({
  imports: [JwtModule.register({})],
  controllers: [JwksController],
  providers: [AccessTokens, RotateSigningKeys, SigningKeys],
  exports: [AccessTokens, RotateSigningKeys],
})
export class SigningKeysModule {}
