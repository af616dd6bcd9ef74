import { Module } from '@nestjs/common';
import { ApplicationsModule } from '../applications';
import { AuthModule } from '../auth';
import { IdempotencyModule } from '../idempotency';
import { RegistrationSettingsModule } from '../registration-settings';
import { SiteHistoryModule } from '../site-history';
import { SitesModule } from '../sites';
import { ApprovalController } from './approval.controller';
import { CancelDecisionJob } from './cancel-decision-job.use-case';
import { ChangeDeclineReasons } from './change-decline-reasons.use-case';
import { DecideApplication } from './decide-application.use-case';
import { DecideApplications } from './decide-applications';
import { DecideMany } from './decide-many.use-case';
import { DecisionBatches } from './decision-batches';
import { DecisionJobController } from './decision-job.controller';
import { DecisionJobReadModel } from './decision-job.read-model';
import { DecisionJobRunner } from './decision-job-runner';
import { DecisionJobStore } from './decision-job.store';
import { DecisionJobWorker } from './decision-job-worker';
import { DecisionOrders } from './decision-orders';
import { DecisionSelector } from './decision-selector';
import { DecisionTraces } from './decision-traces';
import { DecisionsController } from './decisions.controller';
import { DeclineReasonsController } from './decline-reasons.controller';
import { DeclineReasonsReadModel } from './decline-reasons.read-model';
import { DeclineReasonsStore } from './decline-reasons.store';
import { PurgeDecisionJobs } from './purge-decision-jobs';

@Module({
  imports: [ApplicationsModule, AuthModule, IdempotencyModule, RegistrationSettingsModule, SiteHistoryModule, SitesModule],
  controllers: [DecisionsController, ApprovalController, DecisionJobController, DeclineReasonsController],
  providers: [
    CancelDecisionJob,
    ChangeDeclineReasons,
    DecideApplication,
    DecideApplications,
    DecideMany,
    DecisionBatches,
    DecisionJobReadModel,
    DecisionJobRunner,
    DecisionJobStore,
    DecisionJobWorker,
    DecisionOrders,
    DecisionSelector,
    DecisionTraces,
    DeclineReasonsReadModel,
    DeclineReasonsStore,
    PurgeDecisionJobs,
  ],
  exports: [DecisionTraces, PurgeDecisionJobs],
})
export class ApprovalModule {}
