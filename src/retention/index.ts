export { ChangeRetention } from './change-retention.use-case';
export { SITE_RETENTION } from './domain/site-retention';
export { KEPT_ROWS, type Term } from './kept-data';
export { RetentionReadModel } from './retention.read-model';
export { RetentionModule } from './retention.module';
export { RetentionSettings } from './retention-settings.entity';
