import { AsyncResource } from 'node:async_hooks';
import {
  type Attributes,
  context,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { requestFields } from '../logging/request-scope';
import { TRACER } from '../tracing/spans';

// Asked every few seconds by whoever watches the service: they would be most of what is kept.
const UNTRACED = /^\/(?:health|metrics)(?:\/|$)/;
// Anything can be sent as a method; it is told only when it is one.
const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
const FIRST_FAULT_OF_OURS = 500;

/**
 * A span for each request, named by its method and the template of its route
 * (`/v1/sites/:site`). Of the request itself it tells nothing else: addresses hold
 * tokens and tickets, headers name people and where they are.
 */
export function traceRequests(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    if (UNTRACED.test(request.routeOptions.url ?? '')) {
      done();
      return;
    }
    const caller = propagation.extract(ROOT_CONTEXT, request.headers);
    const span = TRACER.startSpan(nameOf(request), { kind: SpanKind.SERVER, attributes: attributesOf(request) }, caller);
    // Closed in any case, also when the client has hung up.
    reply.raw.once(
      'close',
      AsyncResource.bind(() => {
        end(span, reply);
      }),
    );
    context.with(trace.setSpan(caller, span), done);
  });
}

function nameOf({ method, routeOptions }: FastifyRequest): string {
  const verb = METHODS.has(method) ? method : 'HTTP';
  return routeOptions.url === undefined ? verb : `${verb} ${routeOptions.url}`;
}

function attributesOf({ id, method, routeOptions }: FastifyRequest): Attributes {
  return {
    'http.request.method': METHODS.has(method) ? method : '_OTHER',
    ...(routeOptions.url !== undefined && { 'http.route': routeOptions.url }),
    'matricula.request_id': id,
  };
}

function end(span: Span, { raw, statusCode }: FastifyReply): void {
  const { site } = requestFields();
  if (site !== undefined) {
    span.setAttribute('matricula.site', site);
  }
  if (!raw.writableFinished) {
    span.setAttribute('error.type', 'client-hung-up');
  } else {
    span.setAttribute('http.response.status_code', statusCode);
    if (statusCode >= FIRST_FAULT_OF_OURS) {
      span.setStatus({ code: SpanStatusCode.ERROR }).setAttribute('error.type', String(statusCode));
    }
  }
  span.end();
}
