import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyCookie from '@fastify/cookie';
import fastifyHelmet from '@fastify/helmet';
import { NestFactory } from '@nestjs/core';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type OpenAPIObject } from '@nestjs/swagger';
import { AppModule } from './app.module';
import { PagesForProblems, preparePages } from './pages';
import { type Config } from './platform/config/config';
import { createFastify, logRequests, prepareFastify } from './platform/http/fastify';
import { ProblemFilter } from './platform/http/problem-filter';
import { RouteTable } from './platform/http/route-table';
import { securityHeaders } from './platform/http/security-headers';
import { createValidationPipe } from './platform/http/validation';
import { Log } from './platform/logging/log';
import { createOpenApiDocument, serveOpenApi } from './platform/openapi/openapi';

/** The whole service, ready to listen: what `main` starts and what documents are generated from. */
export async function createApp(config: Config): Promise<NestFastifyApplication> {
  const log = new Log(config);
  const adapter = createFastify(config);
  const fastify = adapter.getInstance();
  const routes = new RouteTable();
  prepareFastify(fastify, routes);

  const app = await NestFactory.create<NestFastifyApplication>(AppModule.forConfig(config), adapter, {
    logger: log.logger,
    bodyParser: false,
    abortOnError: false,
  });
  logRequests(fastify, log);

  await app.register(fastifyCookie);
  await app.register(fastifyHelmet, securityHeaders(config));
  await preparePages(app);
  app.useGlobalFilters(new ProblemFilter(routes, log, app.get(PagesForProblems)));
  app.useGlobalPipes(createValidationPipe());

  serveOpenApi(app, openApiOf(app));
  return app;
}

/** The OpenAPI document of the service. */
export function openApiOf(app: NestFastifyApplication): OpenAPIObject {
  return createOpenApiDocument(app, productVersion());
}

function productVersion(): string {
  // Built, this file lies one folder deeper than its source.
  const [file = ''] = ['../package.json', '../../package.json']
    .map((path) => join(__dirname, path))
    .filter((path) => existsSync(path));
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
  return version;
}
