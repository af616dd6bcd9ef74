import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Endpoint } from '../platform/access/endpoint.decorator';
import { Access, type StaffAccess } from '../platform/access/staff-access';
import { PageRequest } from '../platform/http/page.request';
import { memberOfStaff } from '../site-history';
import { CreateSite } from './create-site.use-case';
import { CreateSiteRequest, UpdateSiteRequest } from './dto/site.request';
import { SiteListResponse, SiteResponse } from './dto/site.response';
import { SiteReadModel } from './site.read-model';
import { UpdateSite } from './update-site.use-case';

@ApiTags('Sites')
@Controller('v1/sites')
export class SiteController {
  constructor(
    private readonly sites: SiteReadModel,
    private readonly createSite: CreateSite,
    private readonly updateSite: UpdateSite,
  ) {}

  @Get()
  @Endpoint({
    right: 'sites.list',
    summary: 'List all sites',
    description: 'For operators. By slug, keyset-paged.',
  })
  async list(@Query() page: PageRequest): Promise<SiteListResponse> {
    return SiteListResponse.from(await this.sites.page(page.limit, page.cursor));
  }

  @Post()
  @Endpoint({
    right: 'sites.create',
    summary: 'Create a site',
    description:
      'For operators. Registration stays closed until an administrator of the site enables it, which needs `registrationAvailable`.',
    problems: ['site-slug-taken'],
    takesBody: true,
  })
  async create(@Body() request: CreateSiteRequest, @Access() access: StaffAccess): Promise<SiteResponse> {
    const { slug, name, registrationAvailable = false } = request;
    const site = { slug, name, registrationAvailable };
    return SiteResponse.from(await this.createSite.execute(site, memberOfStaff(access)));
  }

  @Get(':site')
  @Endpoint({ right: 'sites.read', summary: 'Get a site', description: 'For operators, and the site’s own staff.' })
  async get(@Param('site') slug: string): Promise<SiteResponse> {
    return SiteResponse.from(await this.sites.get(slug));
  }

  @Patch(':site')
  @Endpoint({
    right: 'sites.update',
    summary: 'Rename a site, or make registration available to it',
    description:
      'For operators. Withdrawing availability stops new applications at once; those already sent go on. ' +
      'What really changed is in the history of the site.',
    takesBody: true,
  })
  async update(
    @Param('site') slug: string,
    @Body() request: UpdateSiteRequest,
    @Access() access: StaffAccess,
  ): Promise<SiteResponse> {
    return SiteResponse.from(await this.updateSite.execute(slug, request, memberOfStaff(access)));
  }
}
