export { CleanupModule } from './cleanup.module';
export { CleanupRun } from './cleanup-run.entity';
export { Erasure } from './erasure.entity';
export { ErasePerson, type Eraser, type ToErase } from './erase-person.use-case';
export { type ErasureView } from './erasure.read-model';
