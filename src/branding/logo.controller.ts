import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { PublicFile } from '../platform/access/public-page.decorator';
import { LogoReadModel } from './logo.read-model';

// Opened by itself, it is a document of no origin that may do nothing, whatever is in it.
const NOTHING_BUT_AN_IMAGE = "default-src 'none'; sandbox; frame-ancestors 'none'";

/** The logo of a site, for its pages. Its address names its content, so browsers may keep it for good. */
@ApiExcludeController()
@Controller('logos/:siteId')
export class LogoController {
  constructor(private readonly logos: LogoReadModel) {}

  // helmet has said nosniff already.
  @Get(':hash')
  @PublicFile()
  async show(@Param('siteId') siteId: string, @Param('hash') hash: string, @Res() reply: FastifyReply): Promise<void> {
    const { mediaType, bytes } = await this.logos.get(siteId, hash);
    void reply
      .headers({
        'content-type': mediaType,
        'cache-control': 'public, max-age=31536000, immutable',
        'content-security-policy': NOTHING_BUT_AN_IMAGE,
      })
      .send(bytes);
  }
}
