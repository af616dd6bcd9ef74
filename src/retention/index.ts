export { SITE_RETENTION } from './domain/site-retention';
export { KEPT_ROWS, type Term } from './kept-data';
export { RetentionModule } from './retention.module';
export { RetentionSettings } from './retention-settings.entity';
