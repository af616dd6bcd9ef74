import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Endpoint } from '../platform/access/endpoint.decorator';
import { JobListResponse, JobResponse } from './dto/job.response';
import { JobReadModel } from './job.read-model';
import { RunJob } from './run-job.use-case';

@ApiTags('Operations')
@Controller('v1/jobs')
export class JobController {
  constructor(
    private readonly jobs: JobReadModel,
    private readonly runJob: RunJob,
  ) {}

  @Get()
  @Endpoint({
    right: 'jobs.read',
    summary: 'List what the service does on its own',
    description:
      'For operators. Every job: what it does and when, whether it is running and where, how its last run went. A job runs once a tick of its ' +
      'schedule, however many processes there are; ticks that were missed are made up for by one run.',
  })
  async list(): Promise<JobListResponse> {
    return JobListResponse.from(await this.jobs.all());
  }

  @Post(':name/run')
  @HttpCode(202)
  @Endpoint({
    right: 'jobs.run',
    summary: 'Run a job now',
    description:
      'For operators. Answers once the run has begun; `GET /v1/jobs` tells how it goes. The next tick comes all the same.',
    problems: ['job-not-found', 'job-running'],
  })
  async run(@Param('name') name: string): Promise<JobResponse> {
    await this.runJob.execute(name);
    return JobResponse.from(await this.jobs.get(name));
  }
}
