import { Module } from '@nestjs/common';
import { SiteHistory } from './site-history';
import { SiteHistoryController } from './site-history.controller';
import { SiteHistoryReadModel } from './site-history.read-model';

@Module({ controllers: [SiteHistoryController], providers: [SiteHistory, SiteHistoryReadModel], exports: [SiteHistory] })
export class SiteHistoryModule {}
