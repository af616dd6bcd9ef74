import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { PublicPage } from '../platform/access/public-page.decorator';
import { PageRenderer } from './page-renderer';

@ApiExcludeController()
@Controller('pages.css')
export class StylesheetController {
  constructor(private readonly pages: PageRenderer) {}

  @Get()
  @Header('content-type', 'text/css; charset=utf-8')
  @Header('cache-control', 'public, max-age=3600')
  @PublicPage()
  stylesheet(): string {
    return this.pages.stylesheet;
  }
}
