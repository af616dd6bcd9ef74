import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { Endpoint } from '../platform/access/endpoint.decorator';
import { Access, type SiteAccess } from '../platform/access/staff-access';
import { BodyLimit } from '../platform/http/body-limit.decorator';
import { NDJSON_MEDIA_TYPE, StreamedAnswers } from '../platform/http/streamed-answers';
import { SiteInPath } from '../platform/openapi/site-in-path.decorator';
import { BulkPublishRequest, BulkStopRequest } from './dto/bulk.request';
import { onSite } from './on-site';
import { PublishManySignupUrls } from './publish-many-signup-urls.use-case';
import { StopManySignupUrls } from './stop-many-signup-urls.use-case';

// 10,000 ids of 39 bytes, with whatever white space lies between.
const LARGEST_SELECTION_IN_KIB = 1024;

const ID = '0198c0de-0000-7000-8000-000000000000';
const BY_FILTER = { groups: { filter: { status: 'not_published', name: 'Spring' }, expectedCount: 312 } };

const LINES = (example: string): { content: Record<string, object> } => ({
  content: { [NDJSON_MEDIA_TYPE]: { schema: { type: 'string' }, example } },
});

@ApiTags('Sign-up URLs')
@SiteInPath()
@Controller('v1/sites/:site/signup-urls')
export class BulkController {
  constructor(
    private readonly publishMany: PublishManySignupUrls,
    private readonly stopMany: StopManySignupUrls,
    private readonly answers: StreamedAnswers,
  ) {}

  @Post('bulk')
  @HttpCode(200)
  @BodyLimit(LARGEST_SELECTION_IN_KIB)
  @ApiBody({
    type: BulkPublishRequest,
    examples: { 'these groups': { value: { groups: { ids: [ID] } } }, 'all that match': { value: BY_FILTER } },
  })
  @ApiOkResponse({
    description: 'A JSON object a line, as it happens.',
    ...LINES(
      `{"groupId":"${ID}","lmsId":"c-1","outcome":"published","signupUrlId":"${ID}","url":"https://registration.example.com/r/3q2-7wAAbcDEf_ghIJKlmnop"}\n` +
        '{"progress":{"done":1,"total":1}}\n{"summary":{"published":1,"already_live":0,"archived":0,"not_found":0}}\n',
    ),
  })
  @Endpoint({
    right: 'signup-urls.update',
    summary: 'Publish sign-up URLs for many groups',
    description:
      'For administrators. For up to 10,000 groups by id, or for all that match a filter, with the same settings for all. Answers a stream ' +
      'of JSON lines: one a group (`published`, `already_live`, `archived`, `not_found`), after every 1,000 a `progress`, at the end a ' +
      '`summary`; a `problem` instead, where it broke off. Everything is checked before the first line. When the client goes away, what ' +
      'was published stays, and the rest is left. Bodies up to 1 MiB.',
    problems: ['selection-changed'],
    takesBody: true,
  })
  async publish(
    @Access() access: SiteAccess,
    @Body() body: object,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.answers.ndjson(request, reply, await this.publishMany.execute(onSite(access), body));
  }

  @Post('stop')
  @HttpCode(200)
  @BodyLimit(LARGEST_SELECTION_IN_KIB)
  @ApiBody({
    type: BulkStopRequest,
    examples: { 'of these groups': { value: { groups: { ids: [ID] } } }, 'these URLs': { value: { signupUrlIds: [ID] } } },
  })
  @ApiOkResponse({
    description: 'A JSON object a line, as it happens.',
    ...LINES(
      `{"groupId":"${ID}","lmsId":"c-1","outcome":"stopped","signupUrlId":"${ID}"}\n` +
        '{"progress":{"done":1,"total":1}}\n{"summary":{"stopped":1,"not_live":0,"not_found":0}}\n',
    ),
  })
  @Endpoint({
    right: 'signup-urls.update',
    summary: 'Stop many sign-up URLs',
    description:
      'For administrators. Those of up to 10,000 groups, of all groups that match a filter, or up to 10,000 URLs by id. Answers a stream as ' +
      'publishing many does: `stopped`, `not_live`, `not_found`. Bodies up to 1 MiB.',
    problems: ['selection-changed'],
    takesBody: true,
  })
  async stop(
    @Access() access: SiteAccess,
    @Body() body: object,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.answers.ndjson(request, reply, await this.stopMany.execute(onSite(access), body));
  }
}
