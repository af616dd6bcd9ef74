import { Controller, Get, Res } from '@nestjs/common';
import { ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { Endpoint } from '../platform/access/endpoint.decorator';
import { Metrics } from '../platform/metrics/metrics';

@ApiTags('Operations')
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  @Get()
  @ApiProduces('text/plain')
  @ApiResponse({ status: 200, description: 'One line a value.', content: { 'text/plain': { schema: { type: 'string' } } } })
  @Endpoint({
    right: 'public',
    summary: 'Get the metrics of this process',
    description:
      'Prometheus’ text format. Of this process alone: scrape every replica. Names begin with `matricula_`; those of Node.js itself ' +
      'with `nodejs_` and `process_`. Nothing personal is among them.',
  })
  async get(@Res() reply: FastifyReply): Promise<void> {
    const text = await this.metrics.render();
    await reply.headers({ 'content-type': this.metrics.mediaType, 'cache-control': 'no-store' }).send(text);
  }
}
