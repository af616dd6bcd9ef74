import { Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { JobController } from './job.controller';
import { JobMetrics } from './job-metrics';
import { JobReadModel } from './job.read-model';
import { JobRunner } from './job-runner';
import { JobStandingStore } from './job-standing.store';
import { JobSweep } from './job-sweep';
import { Jobs } from './jobs';
import { RunJob } from './run-job.use-case';

@Module({
  imports: [ScheduleModule.forRoot()],
  controllers: [JobController],
  providers: [JobMetrics, JobReadModel, JobRunner, Jobs, JobStandingStore, JobSweep, RunJob],
  exports: [JobReadModel, Jobs, RunJob],
})
export class JobsModule {}
