import { Global, Module } from '@nestjs/common';
import { Keys } from './keys';
import { PasswordHasher } from './password-hasher';

@Global()
@Module({ providers: [Keys, PasswordHasher], exports: [Keys, PasswordHasher] })
export class CryptoModule {}
