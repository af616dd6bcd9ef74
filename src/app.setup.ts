import fastifyCookie from '@fastify/cookie';
import fastifyHelmet from '@fastify/helmet';
import { NestFactory } from '@nestjs/core';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type OpenAPIObject } from '@nestjs/swagger';
import { AppModule } from './app.module';
import { PagesForProblems, preparePages } from './pages';
import { type Config } from './platform/config/config';
import { createFastify, logRequests, prepareFastify } from './platform/http/fastify';
import { CrossOriginAnswers } from './platform/http/cross-origin';
import { limitRequests } from './platform/http/limits';
import { ListedOrigins } from './platform/http/listed-origins';
import { ProblemFilter } from './platform/http/problem-filter';
import { tagPublicAnswers } from './platform/http/public-answers';
import { RouteTable } from './platform/http/route-table';
import { measureRequests } from './platform/http/request-metrics';
import { traceRequests } from './platform/http/request-traces';
import { securityHeaders } from './platform/http/security-headers';
import { createValidationPipe } from './platform/http/validation';
import { Log } from './platform/logging/log';
import { Metrics } from './platform/metrics/metrics';
import { createOpenApiDocument, serveOpenApi } from './platform/openapi/openapi';
import { productVersion } from './product-version';

/** The whole service, ready to listen: what `main` starts and what documents are generated from. */
export async function createApp(config: Config): Promise<NestFastifyApplication> {
  const log = new Log(config);
  const adapter = createFastify(config);
  const fastify = adapter.getInstance();
  const routes = new RouteTable();
  const crossOrigin = new CrossOriginAnswers();
  crossOrigin.listenTo(fastify);
  prepareFastify(fastify, routes);
  if (config.tracing) {
    traceRequests(fastify);
  }

  const app = await NestFactory.create<NestFastifyApplication>(AppModule.forConfig(config), adapter, {
    logger: log.logger,
    bodyParser: false,
    abortOnError: false,
  });
  logRequests(fastify, log);
  measureRequests(fastify, app.get(Metrics));

  await app.register(fastifyCookie);
  await app.register(fastifyHelmet, securityHeaders(config));
  await preparePages(app);
  limitRequests(fastify);
  crossOrigin.answer(fastify, app.get(ListedOrigins));
  app.useGlobalFilters(new ProblemFilter(routes, log, app.get(PagesForProblems)));
  app.useGlobalPipes(createValidationPipe());

  if (config.exposed.docs) {
    serveOpenApi(app, () => openApiOf(app));
  }
  tagPublicAnswers(fastify);
  return app;
}

/** The OpenAPI document of the service. */
export function openApiOf(app: NestFastifyApplication): OpenAPIObject {
  return createOpenApiDocument(app, productVersion());
}
