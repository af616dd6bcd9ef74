import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { Endpoint } from '../platform/access/endpoint.decorator';
import { Access, type SiteAccess } from '../platform/access/staff-access';
import { CSV_MEDIA_TYPE, NDJSON_MEDIA_TYPE, StreamedAnswers } from '../platform/http/streamed-answers';
import { SiteInPath } from '../platform/openapi/site-in-path.decorator';
import { GroupFilterRequest, groupFilterIn } from './dto/group-list.request';
import { CSV_HEADER, ExportSignupUrls } from './export-signup-urls.use-case';

const TEXT = { schema: { type: 'string' as const } };

@ApiTags('Sign-up URLs')
@SiteInPath()
@Controller('v1/sites/:site/signup-urls.csv')
export class ExportController {
  constructor(
    private readonly groups: ExportSignupUrls,
    private readonly answers: StreamedAnswers,
  ) {}

  @Get()
  @ApiOkResponse({ content: { [CSV_MEDIA_TYPE]: TEXT, [NDJSON_MEDIA_TYPE]: TEXT } })
  @Endpoint({
    right: 'signup-urls.read',
    summary: 'Download all groups with their sign-up URLs',
    description:
      'With or without a URL, by name, with the filters of the list. CSV (RFC 4180, UTF-8 with byte order mark; a text that a spreadsheet ' +
      'would run has an apostrophe before it), or with `Accept: application/x-ndjson` a JSON object a line. Codes, one below the other, ' +
      'are there for administrators and reviewers. Any number of groups, as a stream. The download is in the ' +
      'history of the site: once when it begins, once when it ends.',
  })
  async download(
    @Access() access: SiteAccess,
    @Query() query: GroupFilterRequest,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const wanted = { access, filter: groupFilterIn(query) };
    void reply.header('vary', 'accept');
    if (request.headers.accept?.includes(NDJSON_MEDIA_TYPE) === true) {
      await this.answers.ndjson(request, reply, this.groups.objects(wanted));
      return;
    }
    await this.answers.csv(request, reply, {
      fileName: 'signup-urls.csv',
      header: CSV_HEADER,
      batches: this.groups.records(wanted),
    });
  }
}
