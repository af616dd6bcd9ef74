import { Controller, Get, Headers, Res } from '@nestjs/common';
import { ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { Endpoint } from '../platform/access/endpoint.decorator';
import { Config, type ExposedMetrics } from '../platform/config/config';
import { isSameSecret } from '../platform/crypto/same-secret';
import { Metrics } from '../platform/metrics/metrics';
import { DomainError } from '../platform/problem/domain-error';

@ApiTags('Operations')
@Controller('metrics')
export class MetricsController {
  private readonly exposed: ExposedMetrics;

  constructor(
    private readonly metrics: Metrics,
    config: Config,
  ) {
    this.exposed = config.exposed.metrics;
  }

  @Get()
  @ApiProduces('text/plain')
  @ApiResponse({ status: 200, description: 'One line a value.', content: { 'text/plain': { schema: { type: 'string' } } } })
  @Endpoint({
    right: 'public',
    summary: 'Get the metrics of this process',
    description:
      'Prometheus’ text format. Of this process alone: scrape every replica. Names begin with `matricula_`; those of Node.js itself ' +
      'with `nodejs_` and `process_`. Nothing personal is among them. The deployment decides who reads them (`METRICS`): everybody, who ' +
      'sends its token (`Authorization: Bearer …`), or nobody: then there is nothing at this address.',
    problems: ['unauthenticated'],
  })
  async get(@Headers('authorization') authorization: string | undefined, @Res() reply: FastifyReply): Promise<void> {
    this.ensureMayRead(authorization);
    const text = await this.metrics.render();
    await reply.headers({ 'content-type': this.metrics.mediaType, 'cache-control': 'no-store' }).send(text);
  }

  private ensureMayRead(authorization = ''): void {
    if (typeof this.exposed === 'string') {
      return;
    }
    const [, token = ''] = /^Bearer (\S+)$/i.exec(authorization) ?? [];
    if (!isSameSecret(token, this.exposed.token)) {
      throw new DomainError('unauthenticated', 'Send the token of the metrics: Authorization: Bearer …');
    }
  }
}
