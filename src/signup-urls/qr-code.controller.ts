import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { Endpoint } from '../platform/access/endpoint.decorator';
import { Access, type SiteAccess } from '../platform/access/staff-access';
import { SiteInPath } from '../platform/openapi/site-in-path.decorator';
import { DrawQrCode } from './draw-qr-code.use-case';
import { QrCodeRequest } from './dto/qr-code.request';

const PROBLEMS = ['signup-url-not-found', 'signup-url-stopped'] as const;

@ApiTags('Sign-up URLs')
@SiteInPath()
@Controller('v1/sites/:site/signup-urls/:id')
export class QrCodeController {
  constructor(private readonly draw: DrawQrCode) {}

  @Get('qr.svg')
  @ApiOkResponse({ content: { 'image/svg+xml': { schema: { type: 'string' } } } })
  @Endpoint({
    right: 'signup-urls.read',
    summary: 'Get a sign-up URL as QR code, to print',
    description: 'An SVG, which stays sharp at any size. Error correction Q, with the quiet zone. Only of a live URL.',
    problems: PROBLEMS,
  })
  async svg(@Access() { siteId }: SiteAccess, @Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    send(reply, 'image/svg+xml', Buffer.from(await this.draw.asSvg(siteId, id)));
  }

  @Get('qr.png')
  @ApiOkResponse({ content: { 'image/png': { schema: { type: 'string', format: 'binary' } } } })
  @Endpoint({
    right: 'signup-urls.read',
    summary: 'Get a sign-up URL as QR code, in pixels',
    description: 'A square PNG of `size` pixels. Error correction Q, with the quiet zone. Only of a live URL.',
    problems: PROBLEMS,
  })
  async png(
    @Access() { siteId }: SiteAccess,
    @Param('id') id: string,
    @Query() { size }: QrCodeRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    send(reply, 'image/png', await this.draw.asPng(siteId, id, size));
  }
}

// helmet has said nosniff already.
function send(reply: FastifyReply, mediaType: string, image: Buffer): void {
  void reply.headers({ 'content-type': mediaType, 'cache-control': 'no-store' }).send(image);
}
