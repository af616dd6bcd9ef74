import { Controller, Get, Header } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { Endpoint } from '../platform/access/endpoint.decorator';
import { type JwkResponse, JwksResponse } from './jwks.response';
import { SigningKeys } from './signing-keys';

@ApiTags('Members')
@Controller('.well-known')
export class JwksController {
  constructor(private readonly keys: SigningKeys) {}

  @Get('jwks.json')
  @Header('cache-control', 'public, max-age=300')
  @ApiResponse({ status: 200, description: 'The keys.', type: JwksResponse })
  @ApiResponse({ status: 304, description: 'They are as you have them.' })
  @Endpoint({
    right: 'public',
    summary: 'Get the public keys that tokens are signed with',
    description: 'A JWK set (RFC 7517). An LMS verifies members’ tokens with it: signature (ES256), `iss`, `aud`, `exp`.',
  })
  async jwks(): Promise<JwksResponse> {
    return { keys: (await this.keys.publicJwks()) as unknown as JwkResponse[] };
  }
}
