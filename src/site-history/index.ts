export { changesBetween, type HistoryFields } from './domain/field-changes';
export {
  deskStaff,
  type HistoryActor,
  memberOfStaff,
  NOBODY_ON_THE_STAFF,
  THE_COMMAND_LINE,
  THE_SERVICE,
} from './domain/history-actor';
export { type ExportTold, RecordedExport } from './recorded-export';
export { type Occurrence, SiteHistory } from './site-history';
export { SiteHistoryEntry } from './site-history-entry.entity';
export { SiteHistoryModule } from './site-history.module';
