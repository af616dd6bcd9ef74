export { type Job, type JobRun } from './job';
export { JobStanding } from './job-standing.entity';
export { Jobs } from './jobs';
export { JobReadModel } from './job.read-model';
export { JobsModule } from './jobs.module';
export { RunJob } from './run-job.use-case';
