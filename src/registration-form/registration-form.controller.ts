import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { Endpoint } from '../platform/access/endpoint.decorator';
import { CrossOrigin } from '../platform/http/cross-origin.decorator';
import { contentTag, isAlreadyKnown } from '../platform/http/entity-tag';
import { SiteInPath } from '../platform/openapi/site-in-path.decorator';
import { RegistrationFormResponse } from './dto/registration-form.response';
import { RegistrationFormRequest } from './dto/registration-form.request';
import { ReadRegistrationForm } from './read-registration-form.use-case';

@ApiTags('Applying')
@SiteInPath()
@Controller('v1/sites/:site/registration-form')
export class RegistrationFormController {
  constructor(private readonly readForm: ReadRegistrationForm) {}

  @Get()
  @CrossOrigin()
  @ApiHeader({ name: 'If-None-Match', description: 'The `ETag` of the answer you have.', example: '"kq1…"' })
  @ApiResponse({ status: 200, description: 'The form.', type: RegistrationFormResponse })
  @ApiResponse({ status: 304, description: 'It is as you have it.' })
  @Endpoint({
    right: 'public',
    summary: 'Get the form to apply with',
    description:
      'Everything a front end needs to draw the form: the JSON Schema of the body to apply with, how to draw each field, and the terms ' +
      'of use, in the language of `Accept-Language` or the site’s own. Also while the site takes no applications: see `open`. With ' +
      '`signupUrl` as who comes by that sign-up URL sees it. May be cached; ask with `If-None-Match` whether it is still the same.',
    problems: ['site-not-found', 'signup-url-not-valid'],
  })
  async get(
    @Param('site') slug: string,
    @Query() { signupUrl }: RegistrationFormRequest,
    @Req() { headers }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RegistrationFormResponse | undefined> {
    const form = RegistrationFormResponse.from(await this.readForm.execute(slug, headers['accept-language'], signupUrl));
    const tag = contentTag(form);
    void reply.headers({
      etag: tag,
      'cache-control': 'public, max-age=0, must-revalidate',
      vary: 'Accept-Language',
      'content-language': form.locale,
    });
    if (isAlreadyKnown(headers['if-none-match'], tag)) {
      void reply.status(304);
      return undefined;
    }
    return form;
  }
}
