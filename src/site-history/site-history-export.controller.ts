import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { Endpoint } from '../platform/access/endpoint.decorator';
import { Access, type SiteAccess } from '../platform/access/staff-access';
import { CSV_MEDIA_TYPE, NDJSON_MEDIA_TYPE, StreamedAnswers } from '../platform/http/streamed-answers';
import { SiteInPath } from '../platform/openapi/site-in-path.decorator';
import { SiteHistoryFilterRequest } from './dto/site-history.request';
import { SiteHistoryEntryResponse } from './dto/site-history.response';
import { ExportSiteHistory, HISTORY_HEADER } from './export-site-history.use-case';

const TEXT = { schema: { type: 'string' as const } };

@ApiTags('Site history')
@SiteInPath()
@Controller('v1/sites/:site/history.csv')
export class SiteHistoryExportController {
  constructor(
    private readonly history: ExportSiteHistory,
    private readonly answers: StreamedAnswers,
  ) {}

  @Get()
  @ApiOkResponse({ content: { [CSV_MEDIA_TYPE]: TEXT, [NDJSON_MEDIA_TYPE]: TEXT } })
  @Endpoint({
    right: 'site-history.read',
    summary: 'Download the history of the site',
    description:
      'For administrators. Newest first, with the filters of the list. CSV (RFC 4180, UTF-8 with byte order mark; a text that a spreadsheet ' +
      'would run has an apostrophe before it) with what changed as JSON, or with `Accept: application/x-ndjson` a JSON object a line, as in ' +
      'the list. Any number of entries, as a stream. The download is in the history as well: once when it begins, once when it ends.',
  })
  async download(
    @Access() access: SiteAccess,
    @Query() filter: SiteHistoryFilterRequest,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    void reply.header('vary', 'accept');
    if (request.headers.accept?.includes(NDJSON_MEDIA_TYPE) === true) {
      await this.answers.ndjson(request, reply, asResponses(this.history.entries(access, filter, 'ndjson')));
      return;
    }
    await this.answers.csv(request, reply, {
      fileName: 'history.csv',
      header: HISTORY_HEADER,
      batches: this.history.records(access, filter),
    });
  }
}

async function* asResponses(
  batches: ReturnType<ExportSiteHistory['entries']>,
): AsyncGenerator<readonly SiteHistoryEntryResponse[]> {
  for await (const entries of batches) {
    yield entries.map((entry) => SiteHistoryEntryResponse.from(entry));
  }
}
