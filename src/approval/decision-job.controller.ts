import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Endpoint } from '../platform/access/endpoint.decorator';
import { Access, type SiteAccess } from '../platform/access/staff-access';
import { PageRequest } from '../platform/http/page.request';
import { SiteInPath } from '../platform/openapi/site-in-path.decorator';
import { CancelDecisionJob } from './cancel-decision-job.use-case';
import { DecisionJobReadModel } from './decision-job.read-model';
import { DecisionJobListResponse, DecisionJobResponse, DecisionResultListResponse } from './dto/decision-job.response';

@ApiTags('Applications')
@SiteInPath()
@Controller('v1/sites/:site/decision-jobs')
export class DecisionJobController {
  constructor(
    private readonly jobs: DecisionJobReadModel,
    private readonly cancelJob: CancelDecisionJob,
  ) {}

  @Get()
  @Endpoint({
    right: 'applications.read',
    summary: 'List decisions on many applications',
    description: 'Newest first, keyset-paged: how far each has got.',
  })
  async list(@Access() { siteId }: SiteAccess, @Query() { limit, cursor }: PageRequest): Promise<DecisionJobListResponse> {
    return DecisionJobListResponse.from(await this.jobs.page(siteId, { limit, cursor }));
  }

  @Get(':id')
  @Endpoint({
    right: 'applications.read',
    summary: 'See how far a decision on many applications has got',
    description: '`done` of `total`, and how many had each outcome so far.',
    problems: ['decision-job-not-found'],
  })
  async get(@Access() { siteId }: SiteAccess, @Param('id') id: string): Promise<DecisionJobResponse> {
    return DecisionJobResponse.from(await this.jobs.get(siteId, id));
  }

  @Get(':id/results')
  @Endpoint({
    right: 'applications.read',
    summary: 'See what became of each application',
    description: 'In the order of their ids, keyset-paged; those that are done so far.',
    problems: ['decision-job-not-found'],
  })
  async results(
    @Access() { siteId }: SiteAccess,
    @Param('id') id: string,
    @Query() { limit, cursor }: PageRequest,
  ): Promise<DecisionResultListResponse> {
    return DecisionResultListResponse.from(await this.jobs.results(siteId, id, { limit, cursor }));
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @Endpoint({
    right: 'applications.decide',
    summary: 'Cancel a decision on many applications',
    description:
      'What has been decided stays so; once this is answered, nothing more is decided. One that is over stays as it is.',
    problems: ['decision-job-not-found'],
  })
  async cancel(@Access() access: SiteAccess, @Param('id') id: string): Promise<DecisionJobResponse> {
    return DecisionJobResponse.from(await this.cancelJob.execute(access, id));
  }
}
