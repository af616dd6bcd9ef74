import { type Server } from 'node:http';
import { type INestApplication } from '@nestjs/common';
import { SECONDS } from './platform/clock/clock';
import { configFromEnvironment } from './platform/config/environment';
import { Log } from './platform/logging/log';
import { beginTracing, type Tracing } from './platform/tracing/tracing';
import { productVersion } from './product-version';

// Orchestrators kill after 30 s.
const LONGEST_SHUTDOWN = 28 * SECONDS;
// By then a client that still reads a long answer is cut off: it sees that the rest is missing, and asks another replica.
const LONGEST_ANSWER = 18 * SECONDS;

async function main(): Promise<void> {
  const config = configFromEnvironment();
  const tracing = await beginTracing(config, new Log(config), productVersion());
  // Loaded late: a setting that is wrong is told at once, not after the whole service has been read.
  const { createApp } = await import('./app.setup.js');
  const app = await createApp(config);
  stopOnSignals(app, tracing);
  await app.listen({ host: config.http.host, port: config.http.port });
  app.get(Log).info('listening', { url: await app.getUrl(), publicBaseUrl: config.http.publicBaseUrl, mode: config.mode });
}

/** On SIGTERM or SIGINT: takes no new requests, finishes those running, gives back what it holds, exits with 0. */
function stopOnSignals(app: INestApplication, tracing: Tracing): void {
  const stop = (signal: NodeJS.Signals): void => {
    const log = app.get(Log);
    log.info('stopping', { signal });
    setTimeout(() => {
      log.error('did not stop in time');
      process.exit(1);
    }, LONGEST_SHUTDOWN).unref();
    // A connection that was busy when closing began is kept alive by its client otherwise.
    const server = app.getHttpServer() as Server;
    setInterval(() => {
      server.closeIdleConnections();
    }, 100).unref();
    setTimeout(() => {
      server.closeAllConnections();
    }, LONGEST_ANSWER).unref();
    const closed = app.close().finally(() => tracing.end());
    closed.then(
      () => {
        log.info('stopped');
        process.exit(0);
      },
      (error: unknown) => {
        log.error('could not stop cleanly', { err: error });
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
