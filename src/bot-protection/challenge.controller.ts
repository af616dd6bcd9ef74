import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Endpoint } from '../platform/access/endpoint.decorator';
import { CrossOrigin } from '../platform/http/cross-origin.decorator';
import { SiteInPath } from '../platform/openapi/site-in-path.decorator';
import { LimitedPerClient } from '../platform/rate-limits/limited-per-client.decorator';
import { ChallengeResponse } from './dto/challenge.response';
import { MakeChallenge } from './make-challenge.use-case';

@ApiTags('Applying')
@SiteInPath()
@Controller('v1/sites/:site/challenge')
export class ChallengeController {
  constructor(private readonly makeChallenge: MakeChallenge) {}

  @Get()
  @CrossOrigin()
  @Header('cache-control', 'no-store')
  @LimitedPerClient('challenge')
  @Endpoint({
    right: 'public',
    summary: 'Get a challenge to solve before applying',
    description:
      'Where the form’s `challenge.kind` is `proof-of-work`: some work for the applicant’s browser, in the form that the ALTCHA widget takes. ' +
      'What the widget makes of it is sent as `challenge` with the application. Good for one application on this site, for ten minutes.',
    problems: ['site-not-found', 'challenge-not-offered'],
  })
  async get(@Param('site') slug: string): Promise<ChallengeResponse> {
    return ChallengeResponse.from(await this.makeChallenge.execute(slug));
  }
}
