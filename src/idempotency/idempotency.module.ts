import { Module } from '@nestjs/common';
import { Idempotency } from './idempotency';
import { IdempotentRequestStore } from './idempotent-request.store';

@Module({ providers: [Idempotency, IdempotentRequestStore], exports: [Idempotency] })
export class IdempotencyModule {}
