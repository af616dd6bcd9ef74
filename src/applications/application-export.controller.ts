import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { Endpoint } from '../platform/access/endpoint.decorator';
import { Access, type SiteAccess } from '../platform/access/staff-access';
import { CSV_MEDIA_TYPE, NDJSON_MEDIA_TYPE, StreamedAnswers } from '../platform/http/streamed-answers';
import { negotiateLocale } from '../platform/i18n';
import { SiteInPath } from '../platform/openapi/site-in-path.decorator';
import { ApplicationExport } from './application-export';
import { orderOf, SortedApplicationsRequest } from './dto/list-applications.request';

@ApiTags('Applications')
@SiteInPath()
@Controller('v1/sites/:site/applications.csv')
export class ApplicationExportController {
  constructor(
    private readonly applications: ApplicationExport,
    private readonly answers: StreamedAnswers,
  ) {}

  @Get()
  @ApiResponse({
    status: 200,
    description: 'The applications, as they come.',
    content: {
      [CSV_MEDIA_TYPE]: { schema: { type: 'string' } },
      [NDJSON_MEDIA_TYPE]: { schema: { description: 'One JSON object a line.' } },
    },
  })
  @Endpoint({
    right: 'applications.export',
    summary: 'Download the applications',
    description:
      'All that match, with the answers to the site’s own questions. CSV (RFC 4180, UTF-8 with byte order mark; a text that a spreadsheet ' +
      'would run as a formula has an apostrophe before it), with headings in the language of `Accept-Language`; or one JSON object a line ' +
      'with `Accept: application/x-ndjson`. Times are UTC. What is decided meanwhile may be in it as it was or as it is. ' +
      'The download is in the history of the site: once when it begins, once when it ends.',
  })
  async download(
    @Access() access: SiteAccess,
    @Query() { sort, ...filter }: SortedApplicationsRequest,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { accept, 'accept-language': language } = request.headers;
    const order = { access, filter, order: orderOf(sort) };
    await (accept?.includes(NDJSON_MEDIA_TYPE) === true
      ? this.answers.ndjson(request, reply, await this.applications.lines(order))
      : this.answers.csv(request, reply, await this.applications.csv(order, negotiateLocale(language))));
  }
}
