import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Endpoint } from '../platform/access/endpoint.decorator';
import { Access, type SiteAccess } from '../platform/access/staff-access';
import { SiteInPath } from '../platform/openapi/site-in-path.decorator';
import { CountMailsRequest, ListMailsRequest } from './dto/list-mails.request';
import { MailCountsResponse, MailListResponse, MailResponse } from './dto/mail.response';
import { MailDeskReadModel } from './mail-desk.read-model';
import { ResendMail } from './resend-mail.use-case';

@ApiTags('Mails')
@SiteInPath()
@Controller('v1/sites/:site/mails')
export class MailDeskController {
  constructor(
    private readonly mails: MailDeskReadModel,
    private readonly resendMail: ResendMail,
  ) {}

  @Get()
  @Endpoint({
    right: 'mails.read',
    summary: 'List the site’s mails',
    description:
      'Newest first: what became of each mail, never whom it went to or what it said. All filters can be combined. Keyset-paged both ways: ' +
      'what is queued or sent meanwhile shifts nothing.',
  })
  async list(
    @Access() { siteId }: SiteAccess,
    @Query() { limit, cursor, ...filter }: ListMailsRequest,
  ): Promise<MailListResponse> {
    return MailListResponse.from(await this.mails.page({ siteId, filter, limit, cursor }));
  }

  @Get('counts')
  @Endpoint({
    right: 'mails.read',
    summary: 'Count the site’s mails by state',
    description: 'With the filters of the list. Exact up to 10,000 in each state; more are told as 10000 that are not exact.',
  })
  async counts(@Access() { siteId }: SiteAccess, @Query() filter: CountMailsRequest): Promise<MailCountsResponse> {
    return MailCountsResponse.from(await this.mails.counts(siteId, filter));
  }

  @Post(':id/resend')
  @HttpCode(200)
  @Endpoint({
    right: 'mails.resend',
    summary: 'Send a mail again',
    description:
      'A mail that waits for its next try is tried at once. Of one that was sent or given up, the contents are erased: a new mail is made of what is known ' +
      'now, to the address of its application, and is the answer. An activation mail gets a new link, and the old one dies; a decision is told as it was. ' +
      'At most three an hour go to one address. It is in the history of the application.',
    problems: ['mail-not-found', 'mail-being-sent', 'mail-not-resendable', 'mail-outdated', 'too-many-requests'],
  })
  async resend(@Access() access: SiteAccess, @Param('id') id: string): Promise<MailResponse> {
    return MailResponse.from(await this.resendMail.execute(access, id));
  }
}
