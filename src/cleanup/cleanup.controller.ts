import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Endpoint } from '../platform/access/endpoint.decorator';
import { Access, type SiteAccess } from '../platform/access/staff-access';
import { PageRequest } from '../platform/http/page.request';
import { SiteInPath } from '../platform/openapi/site-in-path.decorator';
import { CleanupReadModel } from './cleanup.read-model';
import { CleanupPreviewResponse, CleanupRunListResponse, CleanupRunResponse } from './dto/cleanup.response';
import { RequestCleanup } from './request-cleanup.use-case';

@ApiTags('Clean-up')
@SiteInPath()
@Controller('v1/sites/:site/cleanup')
export class CleanupController {
  constructor(
    private readonly cleanup: CleanupReadModel,
    private readonly requestCleanup: RequestCleanup,
  ) {}

  @Get()
  @Endpoint({
    right: 'cleanup.read',
    summary: 'See what would be removed now',
    description:
      'For administrators. Whether applications that nobody activates are deleted on this site, after how many times 24 hours, when the next run ' +
      'is, how many it would remove if it were now, and when the oldest of them was sent. Counted up to 10,000. Changes nothing.',
  })
  async preview(@Access() { siteId }: SiteAccess): Promise<CleanupPreviewResponse> {
    return CleanupPreviewResponse.from(await this.cleanup.preview(siteId));
  }

  @Post('runs')
  @HttpCode(202)
  @Endpoint({
    right: 'cleanup.run',
    summary: 'Remove now what is due',
    description:
      'For administrators. Removes the site’s applications that are due, without waiting for the next run. Answers once that has begun; the list of ' +
      'runs tells how it goes. What is removed cannot be brought back.',
    problems: ['cleanup-switched-off', 'job-running'],
  })
  async run(@Access() access: SiteAccess): Promise<CleanupRunResponse> {
    return CleanupRunResponse.from(await this.requestCleanup.execute(access));
  }

  @Get('runs')
  @Endpoint({
    right: 'cleanup.read',
    summary: 'List the runs of the removal on this site',
    description:
      'For administrators. Newest first, keyset-paged. A run of the schedule that found nothing to remove is not listed. Kept for a year.',
  })
  async list(@Access() { siteId }: SiteAccess, @Query() { limit, cursor }: PageRequest): Promise<CleanupRunListResponse> {
    return CleanupRunListResponse.from(await this.cleanup.runs(siteId, { limit, cursor }));
  }
}
