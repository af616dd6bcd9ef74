import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Endpoint } from '../platform/access/endpoint.decorator';
import { Access, type SiteAccess } from '../platform/access/staff-access';
import { SiteInPath } from '../platform/openapi/site-in-path.decorator';
import { ChoosePace } from './choose-pace.use-case';
import { ChooseNotificationsRequest } from './dto/notifications.request';
import { NotificationsResponse } from './dto/notifications.response';
import { NotificationChoiceReadModel } from './notification-choice.read-model';

/** What one member of a site's staff wants to be told by mail. */
@ApiTags('Staff')
@SiteInPath()
@Controller('v1/sites/:site/notifications/mine')
export class NotificationsController {
  constructor(
    private readonly choices: NotificationChoiceReadModel,
    private readonly choosePace: ChoosePace,
  ) {}

  @Get()
  @Endpoint({
    right: 'notifications.choose',
    summary: 'See how you are told of waiting applications',
    description:
      'Your own choice for this site. Whether you are told at all is also for the site’s settings to say (`notifiedOfApplications`).',
  })
  async mine(@Access() access: SiteAccess): Promise<NotificationsResponse> {
    return NotificationsResponse.from(await this.choices.mine(access));
  }

  @Put()
  @Endpoint({
    right: 'notifications.choose',
    summary: 'Choose how you are told of waiting applications',
    description:
      'For you alone, and for this site alone; holds from the next application on. The mails themselves can be switched off from your mail program as well.',
    takesBody: true,
  })
  async choose(
    @Body() { waitingApplications }: ChooseNotificationsRequest,
    @Access() access: SiteAccess,
  ): Promise<NotificationsResponse> {
    return NotificationsResponse.from(await this.choosePace.execute(access, waitingApplications));
  }
}
