import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { Endpoint } from '../platform/access/endpoint.decorator';
import { CrossOrigin } from '../platform/http/cross-origin.decorator';
import { SiteInPath } from '../platform/openapi/site-in-path.decorator';
import { LimitedPerClient } from '../platform/rate-limits/limited-per-client.decorator';
import { AccessTokenResponse } from '../signing-keys';
import { MemberLogInRequest } from './dto/member-log-in.request';
import { LogInMember } from './log-in-member.use-case';

@ApiTags('Members')
@SiteInPath()
@Controller('v1/sites/:site/sessions')
export class MemberSessionController {
  constructor(private readonly logInMember: LogInMember) {}

  @Post()
  @CrossOrigin()
  @ApiBody({
    type: MemberLogInRequest,
    examples: {
      'with login ID': { value: { loginId: 'sam.example', password: 'plum jam on warm bread' } },
      'on a site without login IDs': { value: { email: 'sam@example.org', password: 'plum jam on warm bread' } },
    },
  })
  @LimitedPerClient('member-log-in')
  @Endpoint({
    right: 'public',
    summary: 'Log in as a member',
    description:
      'For approved members. The token is a JWT (ES256) for the audience `site:{slug}`, with `sub`, `site`, `loginId`, `name`, `email` and `groups` (the LMS’s ids); ' +
      'verify it with the keys of `/.well-known/jwks.json`. Before approval, and for unknown login IDs, the answer is that of a wrong password.',
    problems: ['site-not-found', 'wrong-credentials'],
    takesBody: true,
  })
  async logIn(@Param('site') site: string, @Body() credentials: MemberLogInRequest): Promise<AccessTokenResponse> {
    return AccessTokenResponse.from(await this.logInMember.execute(site, credentials));
  }
}
