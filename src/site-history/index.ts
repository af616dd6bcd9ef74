export { changesBetween, type HistoryFields } from './domain/field-changes';
export { type HistoryActor, memberOfStaff, THE_SERVICE } from './domain/history-actor';
export { type Occurrence, SiteHistory } from './site-history';
export { SiteHistoryEntry } from './site-history-entry.entity';
export { SiteHistoryModule } from './site-history.module';
