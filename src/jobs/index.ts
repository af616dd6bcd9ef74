export { type Job, type JobRun } from './job';
export { JobStanding } from './job-standing.entity';
export { Jobs } from './jobs';
export { JobsModule } from './jobs.module';
