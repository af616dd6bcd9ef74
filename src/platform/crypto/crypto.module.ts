import { Global, Module } from '@nestjs/common';
import { Keys } from './keys';
import { PasswordHasher } from './password-hasher';
import { Reseal } from './reseal';

@Global()
@Module({ providers: [Keys, PasswordHasher, Reseal], exports: [Keys, PasswordHasher, Reseal] })
export class CryptoModule {}
