import { Module } from '@nestjs/common';
import { ApplicationsModule } from '../applications';
import { ApprovalModule } from '../approval';
import { AuthModule } from '../auth';
import { JobsModule } from '../jobs';
import { RegistrationSettingsModule } from '../registration-settings';
import { SiteHistoryModule } from '../site-history';
import { CleanupController } from './cleanup.controller';
import { CleanupReadModel } from './cleanup.read-model';
import { CleanupReports } from './cleanup-reports';
import { CleanupRunStore } from './cleanup-run.store';
import { ErasePerson } from './erase-person.use-case';
import { ErasureController } from './erasure.controller';
import { ErasureReadModel } from './erasure.read-model';
import { ErasureStore } from './erasure.store';
import { RemoveUnactivated } from './remove-unactivated';
import { RemoveUnactivatedJob } from './remove-unactivated.job';
import { RequestCleanup } from './request-cleanup.use-case';

@Module({
  imports: [ApplicationsModule, ApprovalModule, AuthModule, JobsModule, RegistrationSettingsModule, SiteHistoryModule],
  controllers: [CleanupController, ErasureController],
  providers: [
    CleanupReadModel,
    CleanupReports,
    CleanupRunStore,
    ErasePerson,
    ErasureReadModel,
    ErasureStore,
    RemoveUnactivated,
    RemoveUnactivatedJob,
    RequestCleanup,
  ],
})
export class CleanupModule {}
