import { type FastifyInstance, type FastifyRequest } from 'fastify';
import { type Metrics } from '../metrics/metrics';

const UPPER_BOUNDS_IN_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const MS_A_SECOND = 1000;
// Anything can be sent as a method; a label takes its values out of a short list.
const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/**
 * Counts requests and how long their answers took, by method, route and status. The route is its template (`/v1/sites/:site`), never the
 * address, which may hold a token; `unknown` where there is none.
 */
export function measureRequests(fastify: FastifyInstance, metrics: Metrics): void {
  const durations = metrics.histogram({
    name: 'matricula_http_request_duration_seconds',
    help: 'Time from a request’s first line until its answer was sent, by route template.',
    labels: ['method', 'route', 'status'],
    buckets: UPPER_BOUNDS_IN_SECONDS,
  });
  const underWay = metrics.gauge({ name: 'matricula_http_requests_under_way', help: 'Requests that are being answered.' });
  const cutOff = metrics.counter({
    name: 'matricula_http_requests_aborted_total',
    help: 'Requests whose client hung up before the answer.',
    labels: ['method', 'route'],
  });

  fastify.addHook('onRequest', (request, reply, done) => {
    underWay.inc();
    // Closed in any case, also when the client has hung up.
    reply.raw.once('close', () => {
      underWay.dec();
      if (!reply.raw.writableFinished) cutOff.inc(labelsOf(request));
    });
    done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    durations.observe({ ...labelsOf(request), status: reply.statusCode }, reply.elapsedTime / MS_A_SECOND);
    done();
  });
}

function labelsOf({ method, routeOptions }: FastifyRequest): { method: string; route: string } {
  return { method: METHODS.has(method) ? method : 'other', route: routeOptions.url ?? 'unknown' };
}
