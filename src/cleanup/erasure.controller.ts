import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Endpoint } from '../platform/access/endpoint.decorator';
import { Access, type SiteAccess } from '../platform/access/staff-access';
import { PageRequest } from '../platform/http/page.request';
import { SiteInPath } from '../platform/openapi/site-in-path.decorator';
import { EraseRequest } from './dto/erasure.request';
import { ErasureListResponse, ErasureResponse } from './dto/erasure.response';
import { ErasePerson } from './erase-person.use-case';
import { ErasureReadModel } from './erasure.read-model';

@ApiTags('Clean-up')
@SiteInPath()
@Controller('v1/sites/:site')
export class ErasureController {
  constructor(
    private readonly erasePerson: ErasePerson,
    private readonly erasures: ErasureReadModel,
  ) {}

  @Delete('applications/:id')
  @Endpoint({
    right: 'applications.erase',
    summary: 'Erase an application',
    description:
      'For administrators. Removes the application whatever its status, the account it has become (the member cannot log in any more; tokens ' +
      'given out before expire within 15 minutes), its mails, and every word about it in the history. The answer is the receipt, which is kept. ' +
      'Cannot be undone.',
    problems: ['application-not-found'],
  })
  async eraseApplication(@Access() access: SiteAccess, @Param('id') id: string): Promise<ErasureResponse> {
    return ErasureResponse.from(await this.erasePerson.byApplication(access, id));
  }

  @Post('erasures')
  @Endpoint({
    right: 'applications.erase',
    summary: 'Erase a person',
    description:
      'For administrators. As erasing an application, for all of the site’s applications with an address. Nobody with that address is no error: ' +
      'the receipt says so. It does not hold the address. Cannot be undone.',
    takesBody: true,
  })
  async erase(@Access() access: SiteAccess, @Body() { email }: EraseRequest): Promise<ErasureResponse> {
    return ErasureResponse.from(await this.erasePerson.byEmail(access, email));
  }

  @Get('erasures')
  @Endpoint({
    right: 'applications.erase',
    summary: 'List the receipts of erasures',
    description: 'For administrators. Newest first, keyset-paged. Receipts are only ever added, and hold nothing of a person.',
  })
  async list(@Access() { siteId }: SiteAccess, @Query() { limit, cursor }: PageRequest): Promise<ErasureListResponse> {
    return ErasureListResponse.from(await this.erasures.page(siteId, { limit, cursor }));
  }
}
