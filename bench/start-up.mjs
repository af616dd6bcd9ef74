// How long until the service is ready, and how much memory does it take when nothing happens? Beside a bare Fastify with a pool of connections.
// node bench/start-up.mjs [--server mysql://root@127.0.0.1:3306] [--times 5]
// Makes a database, matricula_bench_test_start, and drops it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createConnection } from 'mysql2/promise';
import { agent, send } from './lib/http.mjs';
import { freePort, residentMb } from './lib/processes.mjs';
import { ms, report, times } from './lib/report.mjs';
import { startBenchService } from './lib/service.mjs';
import { quantile } from './lib/statistics.mjs';

const { values } = parseArgs({
  options: { server: { type: 'string', default: 'mysql://root@127.0.0.1:3306' }, times: { type: 'string', default: '5' } },
});
const CEILING = { startInMs: 2000, idleInMb: 200 };
const SETTLES_IN_MS = 10_000;
const DATABASE = 'matricula_bench_test_start';
const databaseUrl = `${values.server}/${DATABASE}`;
const ROOT = join(import.meta.dirname, '..');

/** From starting the program until `path` answers 200; then, how much memory it has when it has been left alone for a while. */
async function start(args, env, port, path) {
  const began = performance.now();
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const isReady = () =>
    send('GET', `http://127.0.0.1:${port}${path}`).then(
      ({ status }) => status === 200,
      () => false,
    );
  while (!(await isReady())) await sleep(5);
  const took = performance.now() - began;
  return { took, child, stop: () => Promise.all([once(child, 'exit'), child.kill('SIGTERM')]) };
}

const folder = mkdtempSync(join(tmpdir(), 'matricula-bench-'));
const server = await createConnection(values.server);
await server.query(`DROP DATABASE IF EXISTS ${DATABASE}`);
await server.query(`CREATE DATABASE ${DATABASE}`);
try {
  await (await startBenchService({ databaseUrl })).stop();
  const results = { service: { took: [], mb: [] }, bare: { took: [], mb: [] } };
  for (let i = 0; i < Number(values.times); i += 1) {
    for (const which of ['service', 'bare']) {
      const port = await freePort();
      const env = {
        ...process.env,
        NODE_ENV: 'test',
        PORT: String(port),
        VAR_DIR: folder,
        DATABASE_URL: databaseUrl,
        SMTP_URL: 'smtp://127.0.0.1:9',
        LOG_LEVEL: 'warn',
      };
      const args =
        which === 'service'
          ? [join(ROOT, 'dist/main.js')]
          : [join(import.meta.dirname, 'lib/bare-registration.mjs'), databaseUrl, String(port)];
      const started = await start(args, env, port, which === 'service' ? '/health/ready' : '/ready');
      results[which].took.push(started.took);
      await sleep(SETTLES_IN_MS);
      results[which].mb.push(residentMb(started.child.pid));
      await started.stop();
    }
  }
  const median = (values) => quantile(values, 0.5);
  const { service, bare } = results;
  report({
    job: 'start to ready',
    service: ms(median(service.took)),
    bare: ms(median(bare.took)),
    ratio: times(median(service.took) / median(bare.took)),
    target: `< ${CEILING.startInMs / 1000} s`,
    isKept: median(service.took) < CEILING.startInMs,
  });
  report({
    job: 'idle memory',
    service: `${median(service.mb).toFixed(0)} MB`,
    bare: `${median(bare.mb).toFixed(0)} MB`,
    ratio: times(median(service.mb) / median(bare.mb)),
    target: `< ${CEILING.idleInMb} MB`,
    isKept: median(service.mb) < CEILING.idleInMb,
  });
} finally {
  agent.destroy();
  await server.query(`DROP DATABASE IF EXISTS ${DATABASE}`);
  await server.end();
  rmSync(folder, { recursive: true, force: true });
}
