import { Controller, Get, Header, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Endpoint } from '../platform/access/endpoint.decorator';
import { Access, type SiteAccess } from '../platform/access/staff-access';
import { SiteInPath } from '../platform/openapi/site-in-path.decorator';
import { ListAccountsRequest } from './dto/accounts.request';
import { AccountsResponse } from './dto/accounts.response';
import { ListAccounts } from './list-accounts.use-case';

@ApiTags('Members')
@SiteInPath()
@Controller('v1/sites/:site/accounts')
export class AccountsController {
  constructor(private readonly accounts: ListAccounts) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Endpoint({
    right: 'accounts.read',
    summary: 'List the members of the site',
    description:
      'For administrators, and API keys with `accounts:read`. In the order in which they were last changed, keyset-paged. To keep up, ask ' +
      'with `updatedSince` a minute before the latest `updatedAt` you have seen, and expect to see some again: a change counts from ' +
      'when it began, and is seen once it is done.',
  })
  async list(@Access() { siteId }: SiteAccess, @Query() query: ListAccountsRequest): Promise<AccountsResponse> {
    const { updatedSince, limit, cursor } = query;
    return AccountsResponse.from(await this.accounts.execute(siteId, { updatedSince, limit, cursor }));
  }
}
