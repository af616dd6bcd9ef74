import { Controller, Get, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { LookByTicket } from '../../activation';
import { PublicPage } from '../../platform/access/public-page.decorator';
import { ticketOf } from '../../platform/http/ticket-cookie';
import { LimitedPerClient } from '../../platform/rate-limits/limited-per-client.decorator';
import { type Exchange, InExchange } from '../shared/exchange';
import { PageLanguage } from '../shared/page-language';
import { PageRenderer } from '../shared/page-renderer';
import { PageSites } from '../shared/page-site';
import { statusPage } from './status-page.view';

/** Where one's own application stands: in the browser that applied, or wherever its ticket is. Changes nothing. */
@ApiExcludeController()
@Controller()
export class StatusPageController {
  constructor(
    private readonly lookByTicket: LookByTicket,
    private readonly sites: PageSites,
    private readonly language: PageLanguage,
    private readonly pages: PageRenderer,
  ) {}

  @Get('status')
  @LimitedPerClient('look-by-ticket')
  @PublicPage()
  show(@InExchange() exchange: Exchange): Promise<void> {
    return this.showFor(exchange, ticketOf(exchange.request));
  }

  @Get('t/:ticket')
  @LimitedPerClient('look-by-ticket')
  @PublicPage()
  showByAddress(@Param('ticket') ticket: string, @InExchange() exchange: Exchange): Promise<void> {
    return this.showFor(exchange, ticket);
  }

  private async showFor(exchange: Exchange, ticket: string | undefined): Promise<void> {
    const view = await this.lookByTicket.execute(ticket);
    const site = await this.sites.byId(exchange.request, view.siteId);
    await this.pages.send(exchange, statusPage(site, this.language.of(exchange, site.locale), view));
  }
}
