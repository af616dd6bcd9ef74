import { configFromEnvironment } from './platform/config/environment';
import { createApp } from './app.setup';
import { Log } from './platform/logging/log';

async function main(): Promise<void> {
  const config = configFromEnvironment();
  const app = await createApp(config);
  await app.listen({ host: config.http.host, port: config.http.port });
  app.get(Log).info('listening', { url: await app.getUrl(), publicBaseUrl: config.http.publicBaseUrl, mode: config.mode });
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
