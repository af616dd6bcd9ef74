import findMyWay, { type HTTPMethod } from 'find-my-way';
import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { type CrossOriginConfig } from './cross-origin.decorator';
import { type ListedOrigins } from './listed-origins';

/** What front ends may send besides what every page may (Fetch, "CORS-safelisted request-header"). */
const HEADERS_TO_SEND = ['Content-Type', 'Application-Ticket', 'Idempotency-Key', 'If-None-Match', 'X-Request-Id'].join(', ');
/** What front ends may read besides. */
const HEADERS_TO_READ = ['ETag', 'Retry-After', 'X-Request-Id', 'WWW-Authenticate'].join(', ');
const PREFLIGHT_KNOWN_FOR_IN_SECONDS = 600;

/**
 * Lets pages of other origins ask what is marked with `CrossOrigin` (Fetch, "CORS
 * protocol"): where the path names a site, the origins that this site lists;
 * where a mailed token or a ticket says which site it is, those that any site does.
 *
 * Everybody else is answered as if there were no such thing: a stranger cannot
 * tell a site that lists others from one that does not exist. Never with
 * cookies, never for every origin.
 */
export class CrossOriginAnswers {
  private readonly router = findMyWay();
  private readonly methods = new Map<string, string[]>();

  /** To be called before routes are made. */
  listenTo(fastify: FastifyInstance): void {
    fastify.addHook('onRoute', ({ method, url, config }) => {
      if ((config as CrossOriginConfig | undefined)?.isCrossOrigin === true) {
        [method].flat().forEach((each) => {
          this.add(each as HTTPMethod, url);
        });
      }
    });
  }

  /** To be called once it is known who keeps the lists. */
  answer(fastify: FastifyInstance, origins: ListedOrigins): void {
    fastify.addHook('onRequest', async (request, reply) => {
      const route = this.routeOf(request);
      const { origin } = request.headers;
      if (route === null || origin === undefined || !(await origins.isListed(origin, route.site))) {
        return undefined;
      }
      void reply.headers({ 'access-control-allow-origin': origin, 'access-control-expose-headers': HEADERS_TO_READ });
      return request.method === 'OPTIONS' ? this.preflight(reply, route.template) : undefined;
    });
    fastify.addHook('onSend', (request, reply, sent, done) => {
      // Also to who sends no origin: a cache must not give the answer to who does.
      if (this.routeOf(request) !== null) {
        void reply.header('vary', [reply.getHeader('vary') ?? [], 'Origin'].flat().join(', '));
      }
      done(null, sent);
    });
  }

  private preflight(reply: FastifyReply, template: string): FastifyReply {
    return reply
      .status(204)
      .headers({
        'access-control-allow-methods': (this.methods.get(template) ?? []).join(', '),
        'access-control-allow-headers': HEADERS_TO_SEND,
        'access-control-max-age': PREFLIGHT_KNOWN_FOR_IN_SECONDS,
      })
      .send();
  }

  private add(method: HTTPMethod, template: string): void {
    if (!this.router.hasRoute(method, template)) {
      this.router.on(method, template, () => undefined, { template });
      this.methods.set(template, [...(this.methods.get(template) ?? []), method]);
    }
  }

  /** Of a preflight: the route that is to be asked. */
  private routeOf({ method, url, headers }: FastifyRequest): { readonly template: string; readonly site?: string } | null {
    const asked = method === 'OPTIONS' ? headers['access-control-request-method'] : method;
    const found = asked === undefined ? null : this.router.find(asked as HTTPMethod, url.split('?', 1)[0] ?? '/');
    if (found === null) {
      return null;
    }
    const { site } = found.params;
    return { template: (found.store as { template: string }).template, ...(site !== undefined && { site }) };
  }
}
