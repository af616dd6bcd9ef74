export { CleanupModule } from './cleanup.module';
export { CleanupRun } from './cleanup-run.entity';
export { Erasure } from './erasure.entity';
