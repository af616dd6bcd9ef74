import { Module } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import { AccessTokens } from './access-tokens';
import { JwksController } from './jwks.controller';
import { SigningKeys } from './signing-keys';

@Module({
  imports: [JwtModule.register({})],
  controllers: [JwksController],
  providers: [AccessTokens, SigningKeys],
  exports: [AccessTokens],
})
export class SigningKeysModule {}
