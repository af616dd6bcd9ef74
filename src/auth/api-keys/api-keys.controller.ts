import { Body, Controller, Delete, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Endpoint } from '../../platform/access/endpoint.decorator';
import { Access, type SiteAccess } from '../../platform/access/staff-access';
import { PageRequest } from '../../platform/http/page.request';
import { SiteInPath } from '../../platform/openapi/site-in-path.decorator';
import { CreateApiKeyRequest } from './dto/api-key.request';
import { ApiKeysResponse, CreatedApiKeyResponse } from './dto/api-key.response';
import { ManageApiKeys } from './manage-api-keys.use-case';

@ApiTags('API keys')
@SiteInPath()
@Controller('v1/sites/:site/api-keys')
export class ApiKeysController {
  constructor(private readonly apiKeys: ManageApiKeys) {}

  @Get()
  @Endpoint({
    right: 'api-keys.read',
    summary: 'List the site’s API keys',
    description:
      'For administrators. Oldest first, keyset-paged; also those that have expired. The keys themselves are shown nowhere again.',
  })
  async list(@Access() { siteId }: SiteAccess, @Query() page: PageRequest): Promise<ApiKeysResponse> {
    return ApiKeysResponse.from(await this.apiKeys.page(siteId, page));
  }

  @Post()
  @Header('cache-control', 'no-store')
  @Endpoint({
    right: 'api-keys.update',
    summary: 'Create an API key for the back end of the LMS',
    description:
      'For administrators. The key is shown this once. It may do on this site what its scopes say, and nothing elsewhere; see “Rights”.',
    takesBody: true,
  })
  async create(
    @Body() { name, scopes, expiresInDays }: CreateApiKeyRequest,
    @Access() access: SiteAccess,
  ): Promise<CreatedApiKeyResponse> {
    return CreatedApiKeyResponse.of(await this.apiKeys.create({ name, scopes, expiresInDays }, access));
  }

  @Delete(':id')
  @HttpCode(204)
  @Endpoint({
    right: 'api-keys.update',
    summary: 'Revoke an API key',
    description:
      'For administrators. It no longer counts at the next request. What was done with it stays in the history under its name.',
    problems: ['api-key-not-found'],
  })
  revoke(@Param('id') id: string, @Access() access: SiteAccess): Promise<void> {
    return this.apiKeys.revoke(id, access);
  }
}
