import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { PublicPage } from '../../platform/access/public-page.decorator';
import { DomainError } from '../../platform/problem/domain-error';
import { PROBLEMS } from '../../platform/problem/problem-catalogue';
import { TryLater } from '../../platform/problem/try-later';
import { LimitedPerClient } from '../../platform/rate-limits/limited-per-client.decorator';
import { Unsubscribe } from '../../staff-notifications';
import { type Exchange, InExchange, textIn } from '../shared/exchange';
import { type Page } from '../shared/page';
import { PageLanguage } from '../shared/page-language';
import { PageRenderer } from '../shared/page-renderer';
import { unsubscribedPage, unsubscribePage, unsubscribeUnknownPage } from './unsubscribe-page.view';

/**
 * Where the header `List-Unsubscribe` of notifications leads. Opening it changes
 * nothing; the button of the page, and that of mail programs (RFC 8058), POSTs.
 * Mail programs have neither cookie nor form of ours: the token is proof enough.
 */
@ApiExcludeController()
@Controller('staff-notifications/unsubscribe')
export class UnsubscribePageController {
  constructor(
    private readonly unsubscribe: Unsubscribe,
    private readonly language: PageLanguage,
    private readonly pages: PageRenderer,
  ) {}

  @Get()
  @LimitedPerClient('look-at-link')
  @PublicPage()
  async show(@Query() query: unknown, @InExchange() exchange: Exchange): Promise<void> {
    const token = textIn(query, 'token');
    const page = await this.orUnknown(exchange, async () => {
      const { siteName } = await this.unsubscribe.look(token);
      return unsubscribePage({ siteName, token }, this.language.of(exchange));
    });
    await this.pages.send(exchange, page);
  }

  /** The page sends the token as a field, mail programs in the address; what else these send says nothing. */
  @Post()
  @HttpCode(200)
  @LimitedPerClient('unsubscribe')
  @PublicPage({ ignoresMultipart: true })
  async stop(@Query() query: unknown, @InExchange() exchange: Exchange): Promise<void> {
    const page = await this.orUnknown(exchange, async () => {
      const done = await this.unsubscribe.execute(textIn(query, 'token') || textIn(exchange.request.body, 'token'));
      return unsubscribedPage(done, this.language.of(exchange));
    });
    await this.pages.send(exchange, page);
  }

  private async orUnknown(exchange: Exchange, work: () => Promise<Page>): Promise<Page> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof DomainError && !(error instanceof TryLater)) {
        return unsubscribeUnknownPage(PROBLEMS[error.code].status, this.language.of(exchange));
      }
      throw error;
    }
  }
}
