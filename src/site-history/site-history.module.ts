import { Module } from '@nestjs/common';
import { ExportSiteHistory } from './export-site-history.use-case';
import { RecordedExport } from './recorded-export';
import { SiteHistory } from './site-history';
import { SiteHistoryController } from './site-history.controller';
import { SiteHistoryExportController } from './site-history-export.controller';
import { SiteHistoryReadModel } from './site-history.read-model';

@Module({
  controllers: [SiteHistoryController, SiteHistoryExportController],
  providers: [ExportSiteHistory, RecordedExport, SiteHistory, SiteHistoryReadModel],
  exports: [RecordedExport, SiteHistory],
})
export class SiteHistoryModule {}
