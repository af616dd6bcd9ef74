import { Controller, Get, Header } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Endpoint } from '../platform/access/endpoint.decorator';
import { LiveResponse, ReadyResponse } from './health.response';
import { Readiness } from './readiness';

@ApiTags('Operations')
@Controller('health')
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  @Get('live')
  @Header('cache-control', 'no-store')
  @Endpoint({
    right: 'public',
    isIndependent: true,
    summary: 'Tell whether the process is alive',
    description: 'Asks nothing of anybody: restart the process when this does not answer.',
  })
  live(): LiveResponse {
    return { status: 'up' };
  }

  @Get('ready')
  @Header('cache-control', 'no-store')
  @Endpoint({
    right: 'public',
    summary: 'Tell whether requests should be sent here',
    description:
      'Needs the database, migrated as this version wants it. A mail server that is away is reported and changes nothing: ' +
      'applying works, and mails wait in the outbox. Not ready any more once the process has been told to stop.',
    problems: ['not-ready'],
  })
  async ready(): Promise<ReadyResponse> {
    return { status: 'up', checks: await this.readiness.ensureReady() };
  }
}
