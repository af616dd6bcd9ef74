import { Body, Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type FastifyRequest } from 'fastify';
import { ApplicationResponse } from '../applications';
import { Endpoint } from '../platform/access/endpoint.decorator';
import { CrossOrigin } from '../platform/http/cross-origin.decorator';
import { Access, type SiteAccess } from '../platform/access/staff-access';
import { SiteInPath } from '../platform/openapi/site-in-path.decorator';
import { LimitedPerClient } from '../platform/rate-limits/limited-per-client.decorator';
import { LinkTokenRequest } from './dto/activation.request';
import { ResendRequest } from './dto/resend.request';
import { ResendResponse } from './dto/resend.response';
import { ResendActivation } from './resend-activation.use-case';
import { ResendByLink } from './resend-by-link.use-case';
import { ResendToAddress } from './resend-to-address.use-case';

/** Another activation mail, for whoever may ask for one. */
@Controller('v1')
export class ResendController {
  constructor(
    private readonly resendToAddress: ResendToAddress,
    private readonly resendByLink: ResendByLink,
    private readonly resendActivation: ResendActivation,
  ) {}

  @Post('sites/:site/activations/resend')
  @CrossOrigin()
  @HttpCode(202)
  @ApiTags('Activation')
  @SiteInPath()
  @LimitedPerClient('resend')
  @Endpoint({
    right: 'public',
    summary: 'Ask for another activation mail to an address',
    description:
      'The answer is the same whether or not somebody with that address waits for activation. Where somebody does, a new link is mailed and the old ' +
      'one dies; at most three times an hour for each address, known or not, which is not said either.',
    problems: ['site-not-found'],
    takesBody: true,
  })
  async toAddress(
    @Param('site') site: string,
    @Body() { email }: ResendRequest,
    @Req() { id: requestId }: FastifyRequest,
  ): Promise<ResendResponse> {
    await this.resendToAddress.execute({ site, email, requestId });
    return ResendResponse.accepted();
  }

  @Post('activations/resend')
  @CrossOrigin()
  @HttpCode(202)
  @ApiTags('Activation')
  @LimitedPerClient('resend')
  @Endpoint({
    right: 'public',
    summary: 'Exchange an expired link for a new mail',
    description:
      'The mail goes to where the link was mailed, under the same limits. The answer is the same for every token, also for one that leads to nothing.',
    takesBody: true,
  })
  async byLink(@Body() { token }: LinkTokenRequest, @Req() { id: requestId }: FastifyRequest): Promise<ResendResponse> {
    await this.resendByLink.execute(token, requestId);
    return ResendResponse.accepted();
  }

  @Post('sites/:site/applications/:id/resend-activation')
  @HttpCode(200)
  @ApiTags('Applications')
  @SiteInPath()
  @Endpoint({
    right: 'applications.decide',
    summary: 'Send the activation mail again',
    description: 'With a new link; the old one dies. At most three an hour go to one address, whoever asks for them.',
    problems: ['application-not-found', 'activation-not-awaited', 'too-many-requests'],
  })
  async forReviewer(@Access() access: SiteAccess, @Param('id') id: string): Promise<ApplicationResponse> {
    return ApplicationResponse.from(await this.resendActivation.execute(access, id));
  }
}
