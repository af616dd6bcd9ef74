import { Controller, Get, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { PublicPage } from '../../platform/access/public-page.decorator';
import { DomainError } from '../../platform/problem/domain-error';
import { Assets } from './assets';
import { type Exchange, InExchange } from './exchange';

@ApiExcludeController()
@Controller('assets')
export class AssetsController {
  constructor(private readonly assets: Assets) {}

  @Get(':name')
  @PublicPage()
  serve(@Param('name') name: string, @InExchange() { reply }: Exchange): void {
    const asset = this.assets.find(name);
    if (asset === undefined) {
      throw new DomainError('not-found', 'There is nothing at this address.');
    }
    void reply.headers({ 'content-type': asset.type, 'cache-control': 'public, max-age=31536000, immutable' });
    reply.compress(asset.body);
  }
}
