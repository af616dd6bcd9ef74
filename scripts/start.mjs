// npm start: everything for trying Matricula out, from a fresh clone: install, build, a mail catcher, the service, and where to go.
// With production settings it builds and runs the service alone.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { inProject, runScript } from './lib/project.mjs';
import { runEmbedded } from './lib/run-embedded.mjs';

/** In the place of this script: signals reach it, and its exit code is ours. */
function runService() {
  const service = spawn(process.execPath, ['dist/main.js'], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => service.kill(signal));
  return new Promise((resolve) => service.on('exit', (code) => resolve(code ?? 1)));
}

/** The service's own rule: whoever names a database means production, unless NODE_ENV says otherwise. */
const isProduction = ({ NODE_ENV, DATABASE_URL }) => (NODE_ENV ? NODE_ENV === 'production' : Boolean(DATABASE_URL));

await runScript(async () => {
  await ensureInstalled();
  // As the service does; here already, because a port in it must be known before.
  if (existsSync(inProject('.env'))) process.loadEnvFile(inProject('.env'));
  await ensureBuilt();
  return isProduction(process.env) ? runService() : runEmbedded();
});
