export { type Complete, Idempotency } from './idempotency';
export { IdempotencyModule } from './idempotency.module';
export { IdempotentRequest } from './idempotent-request.entity';
