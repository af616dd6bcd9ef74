export { ApprovalModule } from './approval.module';
export { DecisionJob } from './decision-job.entity';
export { DecisionTraces } from './decision-traces';
export { DecisionResult } from './decision-result.entity';
export { DeclineReasons } from './decline-reasons.entity';
export { PurgeDecisionJobs } from './purge-decision-jobs';
